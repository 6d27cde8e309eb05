import type { Message } from '../message';
import type { KafkaError } from '../protocol/errors';
import { compress, type Compression } from '../protocol/records/compression';
import { RecordBatchBuilder } from '../protocol/records/record-batch';
import { StoredBatch } from '../protocol/records/stored-batch';
import type { Log } from '../log';
import type { BufferSpace } from './buffer-space';
import type { Delivery } from './delivery';
import { make, REPORT_BYTES, type Report } from './report';

/** What Node.js takes for a batch while it waits and is in flight: with thousands of partitions more than its records. */
const BATCH_BYTES = 8 * 1024;

/** Messages that share a request, and so mostly their fate. */
export class Batch {
  readonly records = new RecordBatchBuilder();
  #reports: Report[] = [];
  /** What it has taken of the producer's buffer. */
  #taken = 0;
  #compressedBytes = 0;
  /** Takes no more messages, waits for none. */
  isSealed = false;
  /** Whether an attempt may have stored it, unheard. */
  isInDoubt = false;
  /** Why it is not to be sent any more. */
  refusal: KafkaError | undefined;
  #compressing: Promise<Uint8Array> | undefined;

  constructor(
    private readonly space: BufferSpace,
    /** From then on it lingers. */
    readonly createdAt: number,
    /** When its messages must have an outcome, as `performance.now` counts: nobody sets that clock. */
    public deadline: number,
  ) {}

  get count(): number {
    return this.records.count;
  }

  /** Whether its messages have their outcomes. */
  get isSettled(): boolean {
    return this.#reports.length === 0;
  }

  /** One that throws has changed nothing. */
  append(key: Uint8Array | null, message: Omit<Message, 'topic'>, timestamp: number, report: Report): void {
    this.records.append(key, message.value, message.headers, timestamp);
    this.#reports.push(report);
    this.#account();
  }

  /** The records, compressed once for all attempts: no more may be appended. */
  compressed(compression: Exclude<Compression, 'none'>): Promise<Uint8Array> {
    return (this.#compressing ??= this.#compress(compression).catch((error: unknown) => {
      // The next attempt tries anew.
      this.#compressing = undefined;
      throw error;
    }));
  }

  async #compress(compression: Exclude<Compression, 'none'>): Promise<Uint8Array> {
    const compressed = await compress(compression, () => this.records.join());
    this.#compressedBytes = compressed.length;
    if (this.#taken > 0) this.#account();
    return compressed;
  }

  /** In the order of the messages, each once; `deliveryOf` gets a message's index. */
  report(deliveryOf: (index: number) => Delivery, log: Log): void {
    const reports = this.#reports;
    this.#reports = [];
    reports.forEach((report, index) => make(report, deliveryOf(index), log));
  }

  /** Gives back what it has taken of the buffer: it is not used any more. */
  release(): void {
    this.space.give(this.#taken);
    this.#taken = 0;
  }

  /**
   * The same messages in several batches, which take no others: `groupOf` tells for each index which. Groups stay in order; empty
   * ones are left out. This one is not used any more.
   */
  split(groupOf: (index: number) => number): Batch[] {
    const sealed = this.records.seal({ producerId: -1n, epoch: -1 }, -1, { codec: 0, transactional: false });
    const groups: Batch[] = [];
    new StoredBatch(Buffer.concat(sealed)).messages(0).forEach((message, index) => {
      const batch = (groups[groupOf(index)] ??= new Batch(this.space, this.createdAt, this.deadline));
      batch.append(message.key, message, message.timestamp, this.#reports[index]!);
    });
    this.release();
    const parts = groups.filter(Boolean);
    for (const part of parts) part.isSealed = true;
    return parts;
  }

  #account(): void {
    const held = BATCH_BYTES + this.records.capacity + this.#compressedBytes + this.#reports.length * REPORT_BYTES;
    this.space.take(held - this.#taken);
    this.#taken = held;
  }
}
