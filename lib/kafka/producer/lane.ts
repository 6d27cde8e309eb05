import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError, messageOf } from '../errors';
import type { Message } from '../message';
import type { Compression } from '../records/compression';
import type { ProducerIdentity } from '../records/record-batch';
import { attempt, type Attempted } from './attempt';
import { Batch, type Report } from './batch';
import type { Delivery } from './delivery';

export interface LaneContext {
  readonly client: Client;
  readonly lingerMs: number;
  readonly batchBytes: number;
  readonly deliveryTimeoutMs: number;
  readonly compression: Compression;
  /** All lanes begin with this: sequence numbers count per producer id and partition, so they do not meet. */
  readonly identity: ProducerIdentity;
  /** A new one, for a lane that must not go on with its own. @throws {NoAnswerError} */
  readonly newIdentity: () => Promise<ProducerIdentity>;
  readonly settled: (messages: number, bytes: number) => void;
}

/**
 * A broker works on the requests of one connection in turn, and a request with acks=all takes as long as the followers
 * need. With several connections the lanes to one broker do not wait for each other.
 */
const CONNECTIONS_PER_BROKER = 3;
const FIRST_BACKOFF_MS = 20;
const MOST_BACKOFF_MS = 250;

/**
 * The queue of one partition. One request is in flight at a time, and the next is not sent before that one's fate is known:
 * only so a repeated request cannot be overtaken, and brokers recognise it by its sequence number.
 */
export class Lane {
  readonly #queue: Batch[] = [];
  #isRunning = false;
  #lastSize = 0;
  #accepted = 0;
  #settled = 0;
  #flushes: { readonly upTo: number; readonly done: () => void }[] = [];
  #identity: ProducerIdentity | undefined;
  #sequence = 0;
  #endLinger: (() => void) | undefined;
  #inFlight: { readonly batch: Batch; readonly leader: number; readonly since: number } | undefined;
  #abandon: (reason: string) => void = () => undefined;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly context: LaneContext,
  ) {
    this.#identity = context.identity;
  }

  /** @param bytes given back by `settled` */
  append(key: Uint8Array | null, message: Message, now: number, bytes: number, report: Report): void {
    const { batchBytes, deliveryTimeoutMs } = this.context;
    let batch = this.#queue.at(-1);
    if (
      !batch ||
      batch.isSealed ||
      batch.records.size + (key?.length ?? 0) + (message.value?.length ?? 0) > batchBytes
    ) {
      if (batch) this.#endLinger?.();
      batch = new Batch(this.#lastSize, now, now + deliveryTimeoutMs);
      this.#queue.push(batch);
    }
    batch.append(key, message, now, bytes, report);
    this.#accepted++;
    if (batch.records.size >= batchBytes) this.#endLinger?.();
    if (!this.#isRunning) void this.#run();
  }

  /** Sends what waits without lingering; resolves when all accepted so far is settled. */
  flush(): Promise<void> {
    if (this.#accepted === this.#settled) return Promise.resolve();
    const open = this.#queue.at(-1);
    if (open) open.isSealed = true;
    this.#endLinger?.();
    return new Promise((done) => this.#flushes.push({ upTo: this.#accepted, done }));
  }

  /** Shortens the deadline of all that waits and is in flight. */
  endBy(deadline: number): void {
    for (const batch of this.#queue) batch.deadline = Math.min(batch.deadline, deadline);
    if (this.#inFlight) this.#inFlight.batch.deadline = Math.min(this.#inFlight.batch.deadline, deadline);
  }

  /**
   * Gives up waiting for an answer when there is no time left or the partition has another leader: a frozen broker keeps
   * its connections open and never answers. Called often.
   * @returns milliseconds that the request in flight has been waiting
   */
  check(now: number): number {
    if (!this.#inFlight) return 0;
    const { batch, leader, since } = this.#inFlight;
    const current = this.context.client.partition(this.topic, this.partition)?.leader;
    if (now >= batch.deadline) this.#abandon('no answer came in time');
    else if (current !== undefined && current !== leader) this.#abandon(`broker ${current} leads instead of ${leader}`);
    return now - since;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let batch = this.#queue[0]; batch; batch = this.#queue[0]) {
      await this.#linger(batch);
      this.#queue.shift();
      this.#lastSize = batch.records.size;
      await this.#deliver(batch);
    }
    this.#isRunning = false;
  }

  async #linger(batch: Batch): Promise<void> {
    const { lingerMs, batchBytes } = this.context;
    const isFull = this.#queue.length > 1 || batch.isSealed || batch.records.size >= batchBytes;
    const left = batch.createdAt + lingerMs - Date.now();
    // Even without lingering, what is handed over in one go should go in one request.
    if (isFull || left <= 0) {
      await Promise.resolve();
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#endLinger = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endLinger = undefined;
  }

  async #deliver(batch: Batch): Promise<void> {
    const { client } = this.context;
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(backoffMs * 2, MOST_BACKOFF_MS)) {
      const tried: Attempted =
        Date.now() < batch.deadline && !client.isClosed
          ? await this.#attempt(batch)
          : { result: 'again', reason: 'there was no time left to send it', doubtful: false };
      const reason = this.#conclude(batch, tried);
      if (reason === undefined) return;
      client.log({ level: 'debug', message: 'trying again', reason, ...this.#place });
      await client.refresh().catch(() => undefined);
      await delay(backoffMs * (0.5 + Math.random() / 2));
    }
  }

  /** Settles the batch, or returns why it is to be tried again. */
  #conclude(batch: Batch, tried: Attempted): string | undefined {
    if (tried.result === 'stored') this.#acknowledge(batch, tried.firstOffset);
    else if (tried.result === 'refused') this.#refuse(batch, tried);
    else {
      const wasDoubtful = batch.isDoubtful;
      if (tried.result === 'disowned') this.#identity = undefined;
      else batch.isDoubtful ||= tried.doubtful;
      // Under another identity a batch that may be stored could be stored twice.
      const isLost = tried.result === 'disowned' && wasDoubtful;
      if (!isLost && Date.now() < batch.deadline && !this.context.client.isClosed) return tried.reason;
      this.#giveUp(batch, tried.reason);
    }
    return undefined;
  }

  async #attempt(batch: Batch): Promise<Attempted> {
    const { client, compression, newIdentity } = this.context;
    try {
      if (!this.#identity) {
        this.#identity = await newIdentity();
        this.#sequence = 0;
      }
      return await attempt(batch, {
        client,
        topic: this.topic,
        partition: this.partition,
        identity: this.#identity,
        firstSequence: this.#sequence,
        compression,
        transactionalId: undefined,
        abandoned: new Promise((resolve) => (this.#abandon = resolve)),
        purpose: `produce ${this.partition % CONNECTIONS_PER_BROKER}`,
        onSent: (leader) => (this.#inFlight = { batch, leader, since: Date.now() }),
      });
    } catch (error) {
      return { result: 'again', reason: messageOf(error), doubtful: false };
    } finally {
      this.#inFlight = undefined;
    }
  }

  get #place() {
    return { topic: this.topic, partition: this.partition };
  }

  #acknowledge(batch: Batch, firstOffset: number): void {
    this.#sequence = (this.#sequence + batch.count) % 2 ** 31;
    const { partition } = this;
    this.#settle(batch, (index) => ({ outcome: 'acked', partition, offset: firstOffset + index }));
  }

  /** A refused record takes only itself along: what a broker refuses as a batch is sent again in parts. */
  #refuse(batch: Batch, { error, records }: Attempted & { result: 'refused' }): void {
    if (batch.isDoubtful) this.#giveUp(batch, error.message);
    else if (batch.count > 1 && records.size > 0 && records.size < batch.count) {
      const [blamed, ...rest] = batch.split((index) => (records.has(index) ? 0 : 1));
      this.#fail(blamed!, error.type, error.message);
      this.#queue.unshift(...rest);
    } else if (batch.count > 1 && DIVISIBLE.has(error.type)) {
      this.#queue.unshift(...batch.split((index) => (index < batch.count / 2 ? 0 : 1)));
    } else this.#fail(batch, error.type, records.get(0) ?? error.message);
  }

  /**
   * After this the identity is not used any more. Whether its last sequence numbers were stored is not known; one that
   * was, given to other messages, would make the broker drop those as a repetition, and acknowledge them.
   */
  #giveUp(batch: Batch, reason: string): void {
    this.#identity = undefined;
    const { topic, partition } = this;
    if (!batch.isDoubtful) {
      this.#fail(batch, 'NOT_SENT', reason);
      return;
    }
    const text = `${topic}/${partition} may or may not have stored the message: ${reason}`;
    const error = new KafkaError('UNKNOWN_OUTCOME', 4, text);
    this.#settle(batch, () => ({ outcome: 'unknown', partition, error }));
  }

  #fail(batch: Batch, code: string, reason: string): void {
    const error = new KafkaError(code, 4, `${this.topic}/${this.partition} did not store the message: ${reason}`);
    this.#settle(batch, () => ({ outcome: 'failed', error }));
  }

  #settle(batch: Batch, deliveryOf: (index: number) => Delivery): void {
    batch.report(deliveryOf, (error) =>
      this.context.client.log({ level: 'error', message: 'a delivery report threw', reason: messageOf(error) }),
    );
    this.context.settled(batch.count, batch.bytes);
    this.#settled += batch.count;
    while (this.#flushes[0] && this.#flushes[0].upTo <= this.#settled) this.#flushes.shift()?.done();
  }
}

/** Errors that a smaller batch may be spared. */
const DIVISIBLE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);
