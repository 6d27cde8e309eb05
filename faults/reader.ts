import { connect, KafkaError, read, type ReadOptions } from '../lib/kafka';
import type { AuditedMessage } from '../lib/audit';
import { eventually } from '../test/support/eventually';

/** Reads a topic without a group, on and on, and is audited. */
export class Reader {
  readonly #next = new Map<number, number>();
  readonly #stop = new AbortController();
  readonly #reading: Promise<void>;
  failure: unknown;

  constructor(bootstrap: readonly string[], options: ReadOptions, record: (message: AuditedMessage) => void) {
    this.#reading = this.#read(bootstrap, options, record).catch((error: unknown) => void (this.failure = error));
  }

  next(partition: number): number {
    return this.#next.get(partition) ?? 0;
  }

  /** Resolves when it has read everything before the given offsets. */
  async untilAt(ends: ReadonlyMap<number, number>): Promise<void> {
    const isThere = () => {
      if (this.failure) throw this.failure as Error;
      return [...ends].every(([partition, end]) => this.next(partition) >= end);
    };
    await eventually('the reader is there', isThere, 90_000);
  }

  /** Resolves with the error that ended it. */
  async untilFailed(): Promise<KafkaError> {
    await eventually('the reader has failed', () => this.failure !== undefined, 90_000);
    if (!(this.failure instanceof KafkaError)) throw this.failure as Error;
    return this.failure;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async #read(bootstrap: readonly string[], options: ReadOptions, record: (message: AuditedMessage) => void) {
    const client = await connect({ brokers: bootstrap, clientId: 'reader' });
    try {
      const endless = { until: 'never', ...options, signal: this.#stop.signal } as const;
      for await (const { partition, messages, nextOffset } of read(client, endless)) {
        for (const message of messages) record(message);
        this.#next.set(partition, nextOffset);
      }
    } finally {
      await client.close();
    }
  }
}
