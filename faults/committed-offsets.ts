import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../test/support/eventually';

const POLL_MS = 200;

/** Watches what a group commits, by another client than the group's own. */
export class CommittedOffsets {
  readonly #last = new Map<number, number>();
  #rises = 0;
  #fall: string | undefined;
  readonly #stopped = new AbortController();
  readonly #watching: Promise<void>;

  private constructor(fetch: () => Promise<Map<number, number>>, disconnect: () => Promise<void>) {
    this.#watching = this.#watch(fetch).finally(disconnect);
  }

  static async watch(brokers: readonly string[], groupId: string, topic: string): Promise<CommittedOffsets> {
    // Its default of 1 s is too short for a machine that starts other programs.
    const patience = { connectionTimeout: 10_000, retry: { retries: 0 } };
    const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, ...patience });
    const admin = kafka.admin();
    await admin.connect();
    const fetch = async () => {
      const [fetched] = await admin.fetchOffsets({ groupId, topics: [topic] });
      return new Map(fetched!.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    };
    return new CommittedOffsets(fetch, () => admin.disconnect());
  }

  /** Resolves when what is committed was seen to rise so often from now on. */
  async untilRisen(times: number): Promise<void> {
    const enough = this.#rises + times;
    await eventually('the group commits', () => this.#rises >= enough, 90_000);
  }

  /** Resolves when everything before the given offsets is committed. */
  async untilAt(ends: ReadonlyMap<number, number>): Promise<void> {
    const isAt = () => [...ends].every(([partition, end]) => (this.#last.get(partition) ?? 0) >= end);
    await eventually('the group has committed all', isAt, 180_000);
  }

  /** Throws if a committed offset fell. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#watching;
    if (this.#fall !== undefined) throw new Error(this.#fall);
  }

  async #watch(fetch: () => Promise<Map<number, number>>): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      // While no broker coordinates the group there is nothing to see.
      const offsets = await fetch().catch(() => new Map<number, number>());
      let hasRisen = false;
      for (const [partition, offset] of offsets) {
        const last = this.#last.get(partition) ?? -1;
        if (offset < last)
          this.#fall ??= `the committed offset of partition ${partition} fell from ${last} to ${offset}`;
        hasRisen ||= offset > last;
        this.#last.set(partition, offset);
      }
      if (hasRisen) this.#rises++;
      await delay(POLL_MS);
    }
  }
}
