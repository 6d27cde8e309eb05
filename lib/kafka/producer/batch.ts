import type { Message } from '../message';
import { compress, type Compression } from '../protocol/records/compression';
import { RecordBatchBuilder } from '../protocol/records/record-batch';
import { StoredBatch } from '../protocol/records/stored-batch';
import type { Log } from '../log';
import type { Delivery } from './delivery';
import { make, type Report } from './report';

/** Messages that share a request, and so mostly their fate. */
export class Batch {
  readonly records: RecordBatchBuilder;
  readonly #reports: Report[] = [];
  /** What it takes in the producer's buffer. */
  bytes = 0;
  /** Takes no more messages, waits for none. */
  isSealed = false;
  /** Whether an attempt may have stored it, unheard. */
  isDoubtful = false;
  #compressing: Promise<Uint8Array> | undefined;

  constructor(
    /** Spares copies while the batch grows. */
    expectedBytes: number,
    /** From then on it lingers. */
    readonly createdAt: number,
    /** When its messages must have an outcome, as `performance.now` counts: nobody sets that clock. */
    public deadline: number,
  ) {
    this.records = new RecordBatchBuilder(expectedBytes);
  }

  get count(): number {
    return this.records.count;
  }

  append(key: Uint8Array | null, message: Omit<Message, 'topic'>, bytes: number, report: Report): void {
    this.records.append(key, message.value, message.headers, message.timestamp ?? Date.now());
    this.bytes += bytes;
    this.#reports.push(report);
  }

  /** The records, compressed once for all attempts: no more may be appended. */
  compressed(compression: Exclude<Compression, 'none'>): Promise<Uint8Array> {
    return (this.#compressing ??= compress(compression, this.records.records).catch((error: unknown) => {
      // The next attempt tries anew.
      this.#compressing = undefined;
      throw error;
    }));
  }

  /** In the order of the messages; `deliveryOf` gets a message's index. */
  report(deliveryOf: (index: number) => Delivery, log: Log): void {
    this.#reports.forEach((report, index) => make(report, deliveryOf(index), log));
  }

  /**
   * The same messages in several batches, which take no others: `groupOf` tells for each index which. Groups stay in order; empty
   * ones are left out.
   */
  split(groupOf: (index: number) => number): Batch[] {
    const sealed = this.records.seal({ producerId: -1n, epoch: -1 }, -1, { codec: 0, transactional: false });
    const groups: Batch[] = [];
    new StoredBatch(sealed[0]).messages(0).forEach((message, index) => {
      const batch = (groups[groupOf(index)] ??= new Batch(this.records.size, this.createdAt, this.deadline));
      batch.append(message.key, message, 0, this.#reports[index]!);
    });
    const parts = groups.filter(Boolean);
    for (const part of parts) {
      part.bytes = this.bytes / parts.length;
      part.isSealed = true;
    }
    return parts;
  }
}
