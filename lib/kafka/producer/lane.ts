import type { Message } from '../message';
import { Batch } from './batch';
import type { Report } from './report';
import type { Deadlines } from './deadlines';
import { PartitionSender, type SenderContext } from './partition-sender';

export interface LaneContext extends SenderContext {
  readonly lingerMs: number;
  readonly batchBytes: number;
  readonly deadlines: Deadlines;
  readonly settled: (messages: number, bytes: number) => void;
}

/** However well messages are compressed, a batch takes no more than eight times as many of them. */
const LEAST_RATIO = 1 / 8;

/**
 * The queue of one partition. One request is in flight at a time, and the next is not sent before that one's fate is known:
 * only so a repeated request cannot be overtaken, and brokers recognise it by its sequence number.
 */
export class Lane {
  readonly #queue: Batch[] = [];
  readonly #sender: PartitionSender;
  #isRunning = false;
  #lastSize = 0;
  /** What compression left of the last batch, of 1. */
  #ratio = 1;
  #accepted = 0;
  #settled = 0;
  #flushes: { readonly upTo: number; readonly done: () => void }[] = [];
  #endLinger: (() => void) | undefined;

  constructor(
    topic: string,
    partition: number,
    private readonly context: LaneContext,
  ) {
    this.#sender = new PartitionSender(topic, partition, context, (batch) => this.#onSettled(batch));
  }

  /** @param bytes given back by `settled` */
  append(key: Uint8Array | null, message: Message, now: number, bytes: number, report: Report): void {
    const { deadlines } = this.context;
    let batch = this.#queue.at(-1);
    if (batch && this.#isFull(batch, (key?.length ?? 0) + (message.value?.length ?? 0))) this.#seal(batch);
    if (!batch || batch.isSealed) {
      batch = new Batch(this.#lastSize, performance.now(), deadlines.from(now));
      this.#queue.push(batch);
    }
    batch.append(key, message, bytes, report);
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
      this.#lastSize = batch.records.size;
      this.#queue.unshift(...(await this.#sender.deliver(batch)));
    }
    this.#isRunning = false;
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
    this.#ratio = Math.min(1, Math.max(LEAST_RATIO, compressed.length / batch.records.records.length));
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
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#endLinger = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endLinger = undefined;
  }

  #onSettled(batch: Batch): void {
    this.context.settled(batch.count, batch.bytes);
    this.#settled += batch.count;
    while (this.#flushes[0] && this.#flushes[0].upTo <= this.#settled) this.#flushes.shift()?.done();
  }
}
