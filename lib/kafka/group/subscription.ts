import { delay } from '../async';
import type { Client } from '../client/client';
import { findTopic, isUnknownEverywhere, mayComeBack } from '../client/find-topic';
import { retry } from '../client/retry';
import { METADATA_MAX_AGE_MS } from '../client/timeouts';
import { KafkaError } from '../protocol/errors';

/** What a member wants to read. */
export interface Subscription {
  /**
   * The topics by name, of which the client knows all that it can: it watches them from then on.
   * @throws {KafkaError} as `findTopic`
   */
  readonly topics: (deadlineMs: number, signal: AbortSignal) => Promise<readonly string[]>;
  /** Calls `onChange` when they are others than those that `topics` told last, until `signal` aborts. */
  readonly watch: (signal: AbortSignal, onChange: () => void) => Promise<void>;
}

export const subscriptionTo = (client: Client, topics: RegExp | readonly string[]): Subscription =>
  topics instanceof RegExp ? new MatchingTopics(client, topics) : new NamedTopics(client, topics);

export const isKnown = (client: Client, topic: string): boolean =>
  (client.metadata.topics.get(topic)?.partitions.length ?? 0) > 0;

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));

class NamedTopics implements Subscription {
  #wereFound = false;

  constructor(
    private readonly client: Client,
    private readonly names: readonly string[],
  ) {}

  /** Asks once, however many there are. */
  async topics(deadlineMs: number, signal: AbortSignal): Promise<readonly string[]> {
    const { client, names } = this;
    client.watch(names);
    // A topic that was deleted since is no reason to leave the others alone.
    const isEnough = this.#wereFound
      ? names.some((topic) => isKnown(client, topic))
      : names.every((topic) => isKnown(client, topic));
    if (!isEnough) {
      await client.refresh(signal).catch(() => undefined);
      const isMissing = this.#wereFound ? mayComeBack : isUnknownEverywhere;
      for (const topic of names)
        if (!isKnown(client, topic)) await findTopic(client, topic, deadlineMs, signal, isMissing);
    }
    this.#wereFound = true;
    return names;
  }

  watch(): Promise<void> {
    return Promise.resolve();
  }
}

/** As with Java's `subscribe(Pattern)`, except that a pattern need not match the whole name: `RegExp.test` decides. */
class MatchingTopics implements Subscription {
  #matching: ReadonlySet<string> = new Set();

  constructor(
    private readonly client: Client,
    private readonly pattern: RegExp,
  ) {}

  async topics(deadlineMs: number, signal: AbortSignal): Promise<readonly string[]> {
    this.#matching = await retry((signal) => this.#look(signal), {
      deadlineMs,
      signal,
      late: (reason, cause) =>
        new KafkaError('CANNOT_CONNECT', `the topics that match ${this.pattern} are unknown: ${reason}`, { cause }),
    });
    const topics = [...this.#matching];
    this.client.watch(topics);
    if (!topics.every((topic) => isKnown(this.client, topic))) await this.client.refresh(signal).catch(() => undefined);
    return topics;
  }

  async watch(signal: AbortSignal, onChange: () => void): Promise<void> {
    for (;;) {
      await delay(METADATA_MAX_AGE_MS, signal);
      if (signal.aborted) return;
      const before = this.#matching;
      const now = await this.#look(signal).catch(() => before);
      // Had it looked meanwhile for a join, that would have told already.
      if (before === this.#matching && !isSame(before, now)) onChange();
    }
  }

  async #look(signal: AbortSignal): Promise<ReadonlySet<string>> {
    const { topics } = await this.client.fetchMetadata('all', signal);
    // `search` begins at the start each time, whatever the flags of the pattern are.
    const matching = [...topics.values()].filter(
      ({ name, internal, partitions }) => !internal && partitions.length > 0 && name.search(this.pattern) >= 0,
    );
    const names = new Set(matching.map(({ name }) => name));
    // A broker that has just restarted does not know all topics yet.
    for (const name of this.#matching) {
      if (!names.has(name) && !(await isUnknownEverywhere(this.client, name, signal))) names.add(name);
    }
    return names;
  }
}
