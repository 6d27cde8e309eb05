import type { Message } from '../message';
import { messageOf, type KafkaError } from '../protocol/errors';
import { Batch } from './batch';
import type { BufferSpace } from './buffer-space';
import type { Report } from './report';
import type { Deadlines } from './deadlines';
import type { Lingers } from './lingers';
import { PartitionSender } from './partition-sender';
import type { ProducerOptions } from './producer';
import type { SenderContext } from './sender-context';

export interface LaneContext extends SenderContext {
  readonly lingerMs: number;
  readonly lingers: Lingers;
  readonly batchBytes: number;
  readonly deadlines: Deadlines;
  readonly space: BufferSpace;
  readonly partitioner: ProducerOptions['partitioner'];
  readonly settled: (messages: number) => void;
}

/** However well messages are compressed, a batch takes no more than eight times as many of them. */
const MIN_RATIO = 1 / 8;

/**
 * The queue of one partition. One request is in flight at a time, and the next is not sent before that one's fate is known:
 * only so a repeated request cannot be overtaken, and brokers recognise it by its sequence number.
 */
export class Lane {
  readonly #queue: Batch[] = [];
  readonly #sender: PartitionSender;
  #isRunning = false;
  /** What compression left of the last batch, of 1. */
  #ratio = 1;
  #accepted = 0;
  #settled = 0;
  #flushes: { readonly upTo: number; readonly done: () => void }[] = [];
  #endLinger: (() => void) | undefined;

  constructor(
    private readonly topic: string,
    private readonly partition: number,
    private readonly context: LaneContext,
  ) {
    this.#sender = new PartitionSender(topic, partition, context, (batch) => this.#onSettled(batch));
  }

  /** @param bytes about what the message takes. One that throws has changed nothing. */
  append(key: Uint8Array | null, message: Message, now: number, bytes: number, report: Report): void {
    const { deadlines, space } = this.context;
    const timestamp = message.timestamp ?? Date.now();
    const last = this.#queue.at(-1);
    if (last && (this.#isFull(last, bytes) || !last.records.reaches(timestamp))) this.#seal(last);
    const open = last?.isSealed === false ? last : undefined;
    const batch = open ?? new Batch(space, performance.now(), deadlines.from(now));
    batch.append(key, message, timestamp, report);
    if (!open) this.#queue.push(batch);
    this.#accepted++;
    if (this.#isFull(batch, 1)) this.#seal(batch);
    if (!this.#isRunning) void this.#run();
  }

  /** Sends what waits without lingering; resolves when all accepted so far is settled. */
  flush(): Promise<void> {
    if (this.#accepted === this.#settled) return Promise.resolve();
    const open = this.#queue.at(-1);
    if (open) this.#seal(open);
    return new Promise((done) => this.#flushes.push({ upTo: this.#accepted, done }));
  }

  /** Shortens the deadline of all that waits and is in flight. */
  endBy(deadline: number): void {
    for (const batch of this.#queue) batch.deadline = Math.min(batch.deadline, deadline);
    this.#sender.endBy(deadline);
  }

  /** Fails all that waits: the partition is not there any more. Should there be one of its number again, the lane goes on. */
  vanish(error: KafkaError): void {
    for (const batch of this.#queue) batch.refusal = error;
    this.#endLinger?.();
    this.#sender.vanish(error);
  }

  /** @returns milliseconds that the request in flight has been waiting */
  check(now: number): number {
    return this.#sender.check(now);
  }

  /** @param more bytes that would come to it */
  #isFull({ records }: Batch, more: number): boolean {
    return (records.size + more) * this.#ratio > this.context.batchBytes;
  }

  /** Sends it as soon as its turn comes, and compresses it already while those before are under way. */
  #seal(batch: Batch): void {
    const { compression } = this.context;
    batch.isSealed = true;
    this.#endLinger?.();
    // Whoever sends it learns why it failed.
    if (compression !== 'none') batch.compressed(compression).catch(() => undefined);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let batch = this.#queue[0]; batch; batch = this.#queue[0]) {
      await this.#linger(batch);
      if (await this.#wasDivided(batch)) continue;
      this.#queue.shift();
      this.#queue.unshift(...(await this.#deliver(batch)));
    }
    this.#isRunning = false;
  }

  /** Whatever goes wrong, its messages get an outcome, and those behind them their turn. */
  async #deliver(batch: Batch): Promise<readonly Batch[]> {
    try {
      return await this.#sender.deliver(batch);
    } catch (error) {
      this.#sender.giveUp(batch, messageOf(error));
      return [];
    }
  }

  /**
   * Divides a batch that compression leaves far more of than of the one before, so that brokers do not find it too large: once it was
   * sent and not answered, it could not be divided any more.
   */
  async #wasDivided(batch: Batch): Promise<boolean> {
    const { compression, batchBytes } = this.context;
    if (compression === 'none') return false;
    this.#seal(batch);
    const compressed = await batch.compressed(compression).catch(() => undefined);
    if (!compressed) return false;
    this.#ratio = Math.min(1, Math.max(MIN_RATIO, compressed.length / batch.records.size));
    const parts = Math.min(batch.count, Math.floor(compressed.length / batchBytes));
    if (parts < 2) return false;
    this.#queue.splice(0, 1, ...batch.split((index) => Math.floor((index * parts) / batch.count)));
    return true;
  }

  async #linger(batch: Batch): Promise<void> {
    const left = batch.createdAt + this.context.lingerMs - performance.now();
    // Even without lingering, what is handed over in one go should go in one request.
    if (batch.isSealed || left <= 0) {
      await Promise.resolve();
      return;
    }
    const { client, lingers } = this.context;
    const linger = lingers.join(client.partition(this.topic, this.partition)?.leader, left);
    this.#endLinger = linger.end;
    await linger.over;
    this.#endLinger = undefined;
  }

  #onSettled(batch: Batch): void {
    batch.release();
    this.#settled += batch.count;
    this.context.settled(batch.count);
    while (this.#flushes[0] && this.#flushes[0].upTo <= this.#settled) this.#flushes.shift()?.done();
  }
}
