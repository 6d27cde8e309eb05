import { KafkaJSNonRetriableError, type TopicPartitions } from 'kafkajs';
import type { Assignment } from '../kafka';

export interface Pausing {
  readonly topic: string;
  readonly partitions?: number[];
}

/** What a consumer has paused: it stays so when the group is divided anew. */
export class Paused {
  readonly #topics = new Set<string>();
  readonly #partitions = new Map<string, Set<number>>();

  pause(all: readonly Pausing[]): void {
    for (const { topic, partitions } of all) {
      if (!partitions) this.#topics.add(topic);
      else this.#partitions.set(topic, new Set([...(this.#partitions.get(topic) ?? []), ...partitions]));
    }
  }

  resume(all: readonly Pausing[]): void {
    for (const { topic, partitions } of all) {
      if (partitions) for (const one of partitions) this.#partitions.get(topic)?.delete(one);
      else {
        this.#topics.delete(topic);
        this.#partitions.delete(topic);
      }
    }
  }

  has(topic: string, partition: number): boolean {
    return this.#topics.has(topic) || (this.#partitions.get(topic)?.has(partition) ?? false);
  }

  /** Of what is assigned. */
  of(assignment: Assignment): TopicPartitions[] {
    return Object.entries(assignment)
      .map(([topic, all]) => ({ topic, partitions: all.filter((partition) => this.has(topic, partition)) }))
      .filter(({ partitions }) => partitions.length > 0);
  }
}

/** @param doing `pause` or `resume`. @throws {KafkaJSNonRetriableError} as kafkajs does */
export function requirePausing(all: readonly (Pausing | undefined)[], doing: string): void {
  for (const one of all) {
    if (!one?.topic) throw new KafkaJSNonRetriableError(`Invalid topic ${String(one && one.topic)}`);
    const { partitions } = one as { partitions?: unknown };
    if (partitions === undefined || (Array.isArray(partitions) && !partitions.some((given) => isNaN(Number(given)))))
      continue;
    const text = `Array of valid partitions required to ${doing} specific partitions instead of ${JSON.stringify(partitions)}`;
    throw new KafkaJSNonRetriableError(text);
  }
}
