import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import type { TopicMetadata } from '../client/metadata';
import type { AdminOptions } from './admin-options';

export interface TopicSummary {
  readonly name: string;
  /** Kafka's own, like `__consumer_offsets`. */
  readonly internal: boolean;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** By name. @throws {NoAnswerError} */
export async function listTopics(client: Client, { signal }: AdminOptions = {}): Promise<readonly TopicSummary[]> {
  signal?.throwIfAborted();
  const { topics } = await unlessAborted(client.fetchMetadata('all'), signal);
  return [...topics.values()].map(summary).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const summary = ({ name, internal, partitions }: TopicMetadata): TopicSummary => ({
  name,
  internal,
  partitions: partitions.length,
  replicationFactor: partitions[0]?.replicas.length ?? 0,
});
