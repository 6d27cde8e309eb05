import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { Fetcher } from '../reader/fetcher';
import { firstOf } from '../reader/first-of';
import type { Assigned } from '../reader/tracked';
import type { Assignment } from './assign';
import type { ConsumeOptions } from './options';
import type { Membership } from './membership';

/**
 * Works on a batch and commits it, be it soon.
 * @returns false if it must join again: the batch is not committed and will come again, perhaps to another member
 */
export type Process = (membership: Membership, batch: MessageBatch, signal: AbortSignal) => Promise<boolean>;

export type Ended = 'caught-up' | 'count' | 'idle' | 'signal' | 'rebalance';

/** What one member consumes between two divisions of the group. */
export class Generation {
  /** Aborts when the partitions are, or are about to be, another member's; `reason` is why. */
  readonly #stop = new AbortController();
  #ended: Ended | undefined;
  #failure: Error | undefined;

  constructor(
    private readonly client: Client,
    private readonly membership: Membership,
    private readonly options: ConsumeOptions,
    private readonly process: Process,
  ) {}

  end(ended: Ended): void {
    this.#ended ??= ended;
    this.#stop.abort();
  }

  /**
   * @param most messages until it ends
   * @param onBatch called after a batch was worked on
   */
  async consume(assignment: Assignment, most: number, onBatch: (messages: number) => void): Promise<Ended> {
    const { until = 'never' } = this.options;
    void this.#keepAlive();
    const fetcher = new Fetcher(this.client, this.options, await this.#starts(assignment));
    const { signal } = this.#stop;
    let left = most;
    signal.addEventListener('abort', () => fetcher.stop(), { once: true });
    try {
      while (!signal.aborted) {
        const fetched = await this.#withinIdle(fetcher);
        if (!fetched) break;
        const batch = firstOf(fetched, left);
        if (!(await this.process(this.membership, batch, signal))) {
          this.end('rebalance');
          break;
        }
        onBatch(batch.messages.length);
        left -= batch.messages.length;
        if (left <= 0) this.end('count');
      }
      if (until === 'caught-up') this.end('caught-up');
      // A member without a partition waits for one.
      else if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } finally {
      fetcher.stop();
      await this.#flush();
      this.end('rebalance');
    }
    if (this.#failure) throw this.#failure;
    return this.#ended!;
  }

  async #flush(): Promise<void> {
    try {
      // What was not committed comes again, even if it was the last.
      if (!(await this.membership.flush()) && this.#ended === 'caught-up') this.#ended = 'rebalance';
    } catch (error) {
      this.#failure ??= error as Error;
    }
  }

  async #keepAlive(): Promise<void> {
    try {
      if (await this.membership.heartbeat(this.#stop.signal)) this.end('rebalance');
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#failure = error as Error;
      this.end('rebalance');
    }
  }

  async #withinIdle(fetcher: Fetcher): Promise<MessageBatch | undefined> {
    const { idleMs } = this.options;
    const timer = idleMs === undefined ? undefined : setTimeout(() => this.end('idle'), idleMs);
    try {
      return await fetcher.next();
    } finally {
      clearTimeout(timer);
    }
  }

  async #starts(assignment: Assignment): Promise<Assigned[]> {
    const { until = 'never', fromBeginning } = this.options;
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic, partition })),
    );
    if (partitions.length === 0) return [];
    const committed = await this.membership.committed(partitions);
    return partitions.map((partition, index) => {
      const position = committed[index]!;
      const chosen = fromBeginning ? 'beginning' : 'end';
      return { ...partition, from: position >= 0 ? { position, leaderEpoch: -1 } : chosen, until };
    });
  }
}
