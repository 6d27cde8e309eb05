import { delay } from '../async';
import type { Client } from '../client/client';
import { KafkaError, messageOf } from '../protocol/errors';
import type { AllFetcherOptions } from './fetcher-options';
import { gaveUp, unknownTopic } from './give-up';
import type { Tracked } from './tracked';

interface RecoveryOptions extends Pick<AllFetcherOptions, 'deadlineMs' | 'isMember'> {
  readonly signal: AbortSignal;
}

/** What becomes of partitions that cannot be read: they are tried again after a while, left out, or end the reading. */
export class Recovery {
  /** What is wrong for good. */
  failure: Error | undefined;
  /** When a broker last answered anything. */
  #answeredAt = performance.now();

  /**
   * @param tracked all that are read; what is gone is taken out
   * @param goOn called when some may be tried again
   */
  constructor(
    private readonly client: Client,
    private readonly tracked: Set<Tracked>,
    private readonly options: RecoveryOptions,
    private readonly goOn: () => void,
  ) {}

  answered(): void {
    this.#answeredAt = performance.now();
  }

  fail(error: Error): void {
    this.failure ??= error;
  }

  failed(all: readonly Tracked[], error: unknown): void {
    const left = all.filter(({ isRemoved }) => !isRemoved);
    if (this.options.signal.aborted || left.length === 0) return;
    if (error instanceof KafkaError && error.retriable) this.wait(left, messageOf(error));
    else this.fail(error as Error);
  }

  /** Asks anew who leads, and goes on with these partitions after a while; gives up when nothing at all was read for long. */
  wait(all: readonly Tracked[], reason: string, isTopicUnknown = false): void {
    const { deadlineMs, signal } = this.options;
    const now = performance.now();
    let backoffMs = 0;
    for (const tracked of all) {
      tracked.isBusy = tracked.isWaiting = true;
      backoffMs = Math.max(backoffMs, tracked.failing.failed(now, reason, isTopicUnknown, this.client.log));
      if (tracked.failing.isGone(now)) this.#drop(tracked);
      else this.client.retrying({ what: 'fetch', reason, topic: tracked.topic, partition: tracked.partition });
    }
    this.failure ??= gaveUp([...this.tracked], now, this.#answeredAt, deadlineMs);
    void this.client
      .refresh(signal)
      .then(() => this.answered())
      .catch(() => undefined)
      .then(() => delay(backoffMs, signal))
      .then(() => {
        for (const tracked of all) tracked.isBusy = tracked.isWaiting = false;
        this.goOn();
      });
  }

  /** No broker answers, and the one that these are asked of has been silent since then: it need not be given all of its time. */
  silent(all: readonly Tracked[], since: number, reason: string): void {
    const { deadlineMs, signal } = this.options;
    if (signal.aborted) return;
    for (const { failing } of all) failing.failed(since, reason, false, this.client.log);
    this.failure ??= gaveUp([...this.tracked], performance.now(), this.#answeredAt, deadlineMs);
    if (this.failure) this.goOn();
  }

  /** The topic was deleted: that one of several is, ends nothing. */
  #drop(gone: Tracked): void {
    this.tracked.delete(gone);
    const { topic } = gone;
    const isLast = [...this.tracked].every((tracked) => tracked.topic === topic);
    if (isLast && !this.options.isMember) this.fail(unknownTopic(topic));
    else this.client.log({ level: 'warn', message: 'a topic was deleted, and is not read any more', topic });
  }
}
