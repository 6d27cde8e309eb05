import type { PartitionMetadata, TopicMetadata } from './metadata';

/**
 * What is known of topics, by the latest election. A broker that was frozen, or cut off, takes itself for the leader still when it
 * is back, for a moment: who believes it reads a log that ends where it fell asleep (KIP-320).
 */
export class Leadership {
  readonly #known = new Map<string, TopicMetadata>();

  /** @returns the answer, without what is older than what was known */
  learn(topics: ReadonlyMap<string, TopicMetadata>): ReadonlyMap<string, TopicMetadata> {
    return new Map(
      [...topics].map(([name, answered]) => {
        const topic = this.#withoutOlder(answered);
        // A broker that does not know the topic yet takes back nothing of what others knew.
        if (!topic.error) this.#known.set(name, topic);
        return [name, topic];
      }),
    );
  }

  #withoutOlder(answered: TopicMetadata): TopicMetadata {
    const known = this.#known.get(answered.name);
    if (known?.id !== answered.id) return answered;
    const newer = (partition: PartitionMetadata): PartitionMetadata => {
      const before = known.partitions[partition.partition];
      return before && before.leaderEpoch > partition.leaderEpoch ? before : partition;
    };
    // Partitions are only ever added to a topic: who leaves some out has not heard of them yet.
    const partitions = [...answered.partitions.map(newer), ...known.partitions.slice(answered.partitions.length)];
    return answered.error ? answered : { ...answered, partitions };
  }
}
