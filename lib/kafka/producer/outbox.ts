import type { Client } from '../client/client';
import type { BrokerConnection } from '../network/connection';
import type { PartitionBatch } from '../protocol/requests/produce';
import { exchange } from './exchange';
import { Parcel } from './parcel';

/**
 * A broker works on the requests of one connection in turn, and a request with acks=all takes as long as the followers need. With
 * several connections what is ready a little later does not wait for what went before.
 */
const CONNECTIONS = 3;
/** Requests under way that wait for the same replicas: should those be slow, a connection is left for who does not need them. */
const REQUESTS_OF_SAME_REPLICAS = 2;
/** Of the batches of one request, unless one is larger: as Java's `max.request.size`. */
const REQUEST_BYTES = 1024 * 1024;

/** What is to be stored by one broker. What is ready at the same time, and waits for the same replicas, shares a request. */
export class Outbox {
  #waiting: Parcel[] = [];
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

  post(batch: PartitionBatch, onSent: () => void): Parcel {
    const { inSync = [] } = this.client.partition(batch.topic, batch.partition) ?? {};
    const parcel = new Parcel(batch, [...inSync].sort((a, b) => a - b).join(), onSent);
    this.#waiting.push(parcel);
    void this.#take();
    return parcel;
  }

  /** Has it not sent where it was not yet, and waits for its answer no longer. */
  forget(parcel: Parcel): void {
    this.#waiting = this.#waiting.filter((other) => other !== parcel);
    parcel.forget();
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

  readonly #mayGo = ({ replicas }: Parcel): boolean =>
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
  #next(): readonly Parcel[] {
    const first = this.#waiting.find(this.#mayGo);
    let bytes = 0;
    const goes = (parcel: Parcel): boolean => {
      if (parcel.replicas !== first?.replicas) return false;
      bytes += parcel.bytes;
      return parcel === first || bytes <= REQUEST_BYTES;
    };
    const next: Parcel[] = [];
    const rest: Parcel[] = [];
    for (const parcel of this.#waiting) (goes(parcel) ? next : rest).push(parcel);
    this.#waiting = rest;
    return next;
  }

  async #send(connection: BrokerConnection | undefined, parcels: readonly Parcel[]): Promise<void> {
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
