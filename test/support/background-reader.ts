import { read, type Client, type ReadOptions } from '../../lib/kafka';
import { eventually } from './eventually';
import { valuesOf } from './kafka-fixture';

/** Reads on and on while a test does something else. */
export class BackgroundReader {
  readonly values: string[] = [];
  readonly ended: Promise<unknown>;
  readonly #stop = new AbortController();
  failure: unknown;

  /** @param onBatch done with each batch before the next is asked for */
  constructor(
    client: Client,
    options: ReadOptions,
    onBatch: (values: readonly string[]) => Promise<void> | void = () => {},
  ) {
    this.ended = this.#read(client, options, onBatch).catch((error: unknown) => (this.failure = error));
  }

  /** Resolves when all of `values` were read, in whatever order; fails as the reader does. */
  async untilRead(values: readonly string[], deadlineMs?: number): Promise<void> {
    const missing = () => values.filter((value) => !this.values.includes(value));
    const isDone = () => {
      if (this.failure) throw this.failure as Error;
      return missing().length === 0;
    };
    await eventually('all is read', isDone, deadlineMs, () => Promise.resolve(`missing: ${missing().join(' ')}`));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  async #read(client: Client, options: ReadOptions, onBatch: (values: readonly string[]) => Promise<void> | void) {
    for await (const batch of read(client, { until: 'never', ...options, signal: this.#stop.signal })) {
      const values = valuesOf(batch);
      this.values.push(...values);
      await onBatch(values);
    }
  }
}
