import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { KafkaError } from '../protocol/errors';
import { Fetcher } from '../reader/fetcher';
import { firstOf } from '../reader/first-of';
import type { Assignment } from './assignors';
import { MAX_POLL_INTERVAL_MS, type ConsumeOptions } from './options';
import type { MemberOffsets } from './member-offsets';
import type { Membership } from './membership';
import type { PartitionOffset } from './offsets';
import type { Starts } from './starts';

/**
 * Works on a batch and commits it, be it soon.
 * @returns false if it must join again: the batch is not committed and will come again, perhaps to another member
 */
export type Process = (offsets: MemberOffsets, batch: MessageBatch, signal: AbortSignal) => Promise<boolean>;

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
    private readonly offsets: MemberOffsets,
    private readonly starts: Starts,
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
    const { ended } = this.membership;
    const onEnded = () => this.#mustRejoin(ended.reason);
    ended.addEventListener('abort', onEnded, { once: true });
    if (ended.aborted) onEnded();
    const onPositions = async (found: readonly PartitionOffset[]) => {
      if (!(await this.starts.keep(found))) this.end('rebalance');
    };
    const fetcher = new Fetcher(this.client, { ...this.options, onPositions }, await this.starts.of(assignment, until));
    const { signal } = this.#stop;
    let left = most;
    signal.addEventListener('abort', () => fetcher.stop(), { once: true });
    try {
      while (!signal.aborted) {
        const fetched = await this.#withinIdle(fetcher);
        if (!fetched) break;
        const batch = firstOf(fetched, left);
        if (!(await this.#inTime(batch))) {
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

  /** A handler that hangs must not keep its partitions from those who would work on them. */
  async #inTime(batch: MessageBatch): Promise<boolean> {
    const { maxPollIntervalMs = MAX_POLL_INTERVAL_MS } = this.options;
    const { topic, partition } = batch;
    const overdue = setTimeout(() => {
      const text = 'a handler took longer than maxPollIntervalMs: its partitions are given to other members';
      this.client.log({ level: 'warn', message: text, maxPollIntervalMs, topic, partition });
      void this.membership.quit();
    }, maxPollIntervalMs);
    try {
      return await this.process(this.offsets, batch, this.#stop.signal);
    } finally {
      clearTimeout(overdue);
    }
  }

  async #flush(): Promise<void> {
    try {
      // What was not committed comes again, even if it was the last.
      if (!(await this.offsets.flush()) && this.#ended === 'caught-up') this.#ended = 'rebalance';
    } catch (error) {
      this.#failure ??= error as Error;
    }
  }

  #mustRejoin(reason: unknown): void {
    if (reason instanceof KafkaError) this.#failure ??= reason;
    this.end('rebalance');
  }

  async #withinIdle(fetcher: Fetcher): Promise<MessageBatch | undefined> {
    const { idleMs } = this.options;
    const timer = idleMs === undefined ? undefined : setTimeout(() => this.end('idle'), idleMs);
    try {
      return await fetcher.next();
    } catch (error) {
      if (!(error instanceof KafkaError && error.code === 'UNKNOWN_TOPIC')) throw error;
      // It was deleted. Joining again leaves the others of this member, or fails for the same reason.
      this.end('rebalance');
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
