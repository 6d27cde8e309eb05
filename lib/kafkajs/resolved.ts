import type { OffsetsByTopicPartition } from 'kafkajs';
import type { PartitionOffset } from '../kafka';

interface Progress extends PartitionOffset {
  /** Up to where the group knows of it. */
  committed: number;
  offset: number;
}

/** How far a consumer has come in each partition, and what of that the group does not know yet. */
export class Resolved {
  readonly #all = new Map<string, Progress>();
  #committedAt = performance.now();

  /** From here a batch begins. */
  begin(topic: string, partition: number, offset: number): void {
    this.#all.set(`${topic}/${partition}`, { topic, partition, offset, committed: offset });
  }

  /** All before `offset` is done. */
  resolve(topic: string, partition: number, offset: number): void {
    const progress = this.#all.get(`${topic}/${partition}`);
    if (progress) progress.offset = offset;
  }

  committed(offsets: readonly PartitionOffset[]): void {
    this.#committedAt = performance.now();
    for (const { topic, partition, offset } of offsets) {
      const progress = this.#all.get(`${topic}/${partition}`);
      if (progress) progress.committed = offset;
    }
  }

  /** What was worked on in these partitions is another member's matter. */
  forget(assignment: Readonly<Record<string, readonly number[]>>): void {
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) this.#all.delete(`${topic}/${partition}`);
  }

  get uncommitted(): PartitionOffset[] {
    return [...this.#all.values()].filter(({ offset, committed }) => offset !== committed);
  }

  /** Whether one of the bounds of kafkajs' automatic commit is reached; null is none. */
  isDue(intervalMs: number | null, threshold: number | null): boolean {
    if (intervalMs !== null && performance.now() >= this.#committedAt + intervalMs) return true;
    if (threshold === null) return false;
    return this.uncommitted.reduce((sum, { offset }) => sum + offset, 0) - this.#sumCommitted() >= threshold;
  }

  #sumCommitted(): number {
    return [...this.#all.values()]
      .filter(({ offset, committed }) => offset !== committed)
      .reduce((sum, { committed }) => sum + committed, 0);
  }
}

/** As kafkajs has offsets: by topic, as text. */
export function byTopic(offsets: readonly PartitionOffset[]): OffsetsByTopicPartition {
  const topics = new Map<string, { partition: number; offset: string }[]>();
  for (const { topic, partition, offset } of offsets)
    topics.set(topic, [...(topics.get(topic) ?? []), { partition, offset: `${offset}` }]);
  return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
}

export const fromTopics = ({ topics }: OffsetsByTopicPartition): PartitionOffset[] =>
  topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset, ...more }) => ({ topic, partition, offset: Number(offset), ...more })),
  );
