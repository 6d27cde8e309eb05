import { FIRST_BACKOFF_MS, nextBackoff } from '../client/timeouts';
import type { Log } from '../log';

/** Brokers that have just restarted do not know their topics at once, and the first to be back is the first to say so. */
const UNKNOWN_TOPIC_MS = 5000;
/** What is over sooner, an election say, is not worth a warning. */
const NOTICE_MS = 1000;

/** For how long a partition could not be read, and its topic was said not to exist. */
export class Failing {
  #since: number | undefined;
  #unknownSince: number | undefined;
  #isTold = false;
  #backoffMs = FIRST_BACKOFF_MS;
  reason = '';

  constructor(private readonly place: { readonly topic: string; readonly partition: number }) {}

  /** Takes note of a failure at `now`, as `performance.now` counts. @returns how long to wait until it is tried again */
  failed(now: number, reason: string, isTopicUnknown: boolean, log: Log): number {
    this.#since ??= now;
    this.#unknownSince = isTopicUnknown ? (this.#unknownSince ?? now) : undefined;
    this.reason = reason;
    if (!this.#isTold && now - this.#since > NOTICE_MS) {
      this.#isTold = true;
      const { topic, partition } = this.place;
      log({ level: 'warn', message: 'a partition cannot be read, and is waited for', topic, partition, reason });
    }
    const backoffMs = this.#backoffMs;
    this.#backoffMs = nextBackoff(backoffMs);
    return backoffMs;
  }

  /** Milliseconds since it could be read; 0 if it can. */
  forMs(now: number): number {
    return this.#since === undefined ? 0 : now - this.#since;
  }

  /** Whether the topic has been unknown for longer than a broker takes to learn its topics. */
  isGone(now: number): boolean {
    return this.#unknownSince !== undefined && now - this.#unknownSince > UNKNOWN_TOPIC_MS;
  }

  ended(log: Log): void {
    if (this.#isTold) {
      const { topic, partition } = this.place;
      log({ level: 'info', message: 'a partition is read again', topic, partition });
    }
    this.#since = this.#unknownSince = undefined;
    this.#isTold = false;
    this.#backoffMs = FIRST_BACKOFF_MS;
  }
}
