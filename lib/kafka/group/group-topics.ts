import { delay } from '../async';
import type { Client } from '../client/client';
import { isUnknownEverywhere } from '../client/find-topic';
import type { TopicMetadata } from '../client/metadata';
import { METADATA_MAX_AGE_MS } from '../client/timeouts';

interface Counted {
  /** Changes when the topic is made anew. */
  readonly id: string;
  readonly partitions: number;
}

const NONE: Counted = { id: '', partitions: 0 };

/** Topics that members of the group subscribed to, those of other members included: what the leader has to know. */
export class GroupTopics {
  #counted: ReadonlyMap<string, Counted> = new Map();

  constructor(private readonly client: Client) {}

  /** Asks once for all of them. @returns how many partitions they have; none, a topic that is not there. @throws {NoAnswerError} */
  async partitionCounts(topics: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    this.#counted = await this.#ask([...new Set(topics)].sort(), signal);
    return new Map([...this.#counted].map(([topic, { partitions }]) => [topic, partitions]));
  }

  /** Resolves with true when topics are others than those that were assigned, or with false when `signal` aborts. */
  async untilChanged(signal: AbortSignal): Promise<boolean> {
    for (;;) {
      await delay(METADATA_MAX_AGE_MS, signal);
      if (signal.aborted) return false;
      const now = await this.#ask([...this.#counted.keys()], signal).catch(() => this.#counted);
      const isChanged = [...now].some(([topic, { id, partitions }]) => {
        const before = this.#counted.get(topic)!;
        return id !== before.id || partitions !== before.partitions;
      });
      if (isChanged) return !signal.aborted;
    }
  }

  async #ask(topics: readonly string[], signal: AbortSignal): Promise<Map<string, Counted>> {
    const found = (await this.client.fetchMetadata(topics, signal)).topics;
    const counted = topics.map(async (topic) => {
      const before = this.#counted.get(topic) ?? NONE;
      const now = counts(found.get(topic));
      const isBelieved =
        now.partitions > 0 || before.partitions === 0 || (await isUnknownEverywhere(this.client, topic, signal));
      return [topic, isBelieved ? now : before] as const;
    });
    return new Map(await Promise.all(counted));
  }
}

const counts = (topic: TopicMetadata | undefined): Counted =>
  topic && topic.partitions.length > 0 ? { id: topic.id, partitions: topic.partitions.length } : NONE;
