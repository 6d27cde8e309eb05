import type { Client } from '../client/client';
import type { BrokerConnection } from '../network/connection';
import { sizeOf, type PartitionAnswer, type PartitionBatch } from '../protocol/requests/produce';
import { exchange, forgetSent, type Parcel } from './exchange';

/**
 * A broker works on the requests of one connection in turn, and a request with acks=all takes as long as the followers need. With
 * several connections what is ready a little later does not wait for what went before.
 */
const CONNECTIONS = 3;
/** Requests under way that wait for the same replicas: should those be slow, a connection is left for who does not need them. */
const REQUESTS_OF_SAME_REPLICAS = 2;
/** Of the batches of one request, unless one is larger: as Java's `max.request.size`. */
const REQUEST_BYTES = 1024 * 1024;

/** A batch that is to be stored. */
export interface Posted {
  /** @throws {NoAnswerError} of its request, or of the connection that there is none for it */
  readonly answer: Promise<PartitionAnswer>;
  readonly isSent: boolean;
  /** There is no more sense in waiting for the answer. */
  readonly forget: () => void;
}

interface Waiting extends Parcel {
  /** Those that are in sync: the answer comes when all of them have it. */
  readonly replicas: string;
}

/** What is to be stored by one broker. What is ready at the same time, and waits for the same replicas, shares a request. */
export class Outbox {
  #waiting: Waiting[] = [];
  /** The purposes of connections that no request is under way on. The last one that was used is the first: few are opened where few do. */
  readonly #free = Array.from({ length: CONNECTIONS }, (_, index) => `produce ${index}`);
  /** Of each request that is, the replicas that it waits for. */
  readonly #underWay: string[] = [];
  #isTaking = false;

  constructor(
    private readonly broker: number,
    private readonly client: Client,
    private readonly transactionalId: string | undefined,
  ) {}

  post(batch: PartitionBatch, onSent: () => void): Posted {
    let parcel: Waiting;
    const answer = new Promise<PartitionAnswer>((resolve, reject) => {
      const { inSync = [] } = this.client.partition(batch.topic, batch.partition) ?? {};
      const replicas = [...inSync].sort((a, b) => a - b).join();
      parcel = { ...batch, bytes: sizeOf(batch.batch), onSent, resolve, reject, request: undefined, replicas };
    });
    this.#waiting.push(parcel!);
    void this.#take();
    return {
      answer,
      get isSent() {
        return parcel.request !== undefined;
      },
      forget: () => {
        answer.catch(() => undefined);
        this.#forget(parcel);
      },
    };
  }

  #forget(parcel: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== parcel);
    forgetSent(parcel);
  }

  /** Sends what may go while there is a connection for it. */
  async #take(): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    while (this.#free.length > 0 && this.#waiting.some(this.#mayGo)) {
      const purpose = this.#free.shift()!;
      const connection = await this.#connect(purpose);
      void this.#send(connection, this.#next()).finally(() => {
        this.#free.unshift(purpose);
        void this.#take();
      });
    }
    this.#isTaking = false;
  }

  readonly #mayGo = ({ replicas }: Waiting): boolean =>
    this.#underWay.filter((others) => others === replicas).length < REQUESTS_OF_SAME_REPLICAS;

  /** @returns undefined where that fails, as all that waits is told */
  async #connect(purpose: string): Promise<BrokerConnection | undefined> {
    try {
      const connection = await this.client.connection(this.broker, purpose);
      // All that is made ready in this turn goes.
      await new Promise((resolve) => process.nextTick(resolve));
      return connection;
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      return undefined;
    }
  }

  /** Takes what goes into one request. */
  #next(): readonly Waiting[] {
    const first = this.#waiting.find(this.#mayGo);
    let bytes = 0;
    const goes = (parcel: Waiting): boolean => {
      if (parcel.replicas !== first?.replicas) return false;
      bytes += parcel.bytes;
      return parcel === first || bytes <= REQUEST_BYTES;
    };
    const next: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const parcel of this.#waiting) (goes(parcel) ? next : rest).push(parcel);
    this.#waiting = rest;
    return next;
  }

  async #send(connection: BrokerConnection | undefined, parcels: readonly Waiting[]): Promise<void> {
    if (!connection || !parcels[0]) return;
    const { replicas } = parcels[0];
    this.#underWay.push(replicas);
    await exchange(connection, parcels, this.transactionalId);
    this.#underWay.splice(this.#underWay.indexOf(replicas), 1);
  }
}

/** By the ids of brokers. */
export class Outboxes {
  readonly #byBroker = new Map<number, Outbox>();

  constructor(
    private readonly client: Client,
    private readonly transactionalId: string | undefined,
  ) {}

  to(broker: number): Outbox {
    const outbox = this.#byBroker.get(broker) ?? new Outbox(broker, this.client, this.transactionalId);
    this.#byBroker.set(broker, outbox);
    return outbox;
  }
}
