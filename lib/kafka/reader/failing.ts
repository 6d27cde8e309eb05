import { GIVE_UP_MS } from '../client/timeouts';
import { KafkaError } from '../protocol/errors';

/** Brokers that have just restarted do not know their topics at once, and the first to be back is the first to say so. */
const UNKNOWN_TOPIC_MS = 5000;

/** For how long a partition could not be read, and its topic was said not to exist. */
export class Failing {
  #since: number | undefined;
  #unknownSince: number | undefined;

  constructor(private readonly place: { readonly topic: string; readonly partition: number }) {}

  /**
   * Takes note of a failure at `now`, as `performance.now` counts.
   * @returns why it is given up, when it has failed for too long
   */
  failed(now: number, reason: string, isTopicUnknown: boolean): KafkaError | undefined {
    this.#since ??= now;
    this.#unknownSince = isTopicUnknown ? (this.#unknownSince ?? now) : undefined;
    const { topic, partition } = this.place;
    if (this.#unknownSince !== undefined && now - this.#unknownSince > UNKNOWN_TOPIC_MS) {
      return new KafkaError('UNKNOWN_TOPIC', `there is no topic "${topic}"`, { topic });
    }
    if (now - this.#since < GIVE_UP_MS) return undefined;
    const text = `${topic}/${partition} could not be read for ${GIVE_UP_MS / 1000} s: ${reason}`;
    return new KafkaError('CANNOT_CONNECT', text, this.place);
  }

  ended(): void {
    this.#since = undefined;
    this.#unknownSince = undefined;
  }
}
