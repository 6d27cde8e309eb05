import type { Client } from '../client';
import type { TopicMetadata } from '../network/metadata';

export interface TopicSummary {
  readonly name: string;
  readonly internal: boolean;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** By name. */
export async function listTopics(client: Client): Promise<readonly TopicSummary[]> {
  const { topics } = await client.fetchMetadata([]);
  return [...topics.values()].map(summaryOf).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const summaryOf = ({ name, internal, partitions }: TopicMetadata): TopicSummary => ({
  name,
  internal,
  partitions: partitions.length,
  replicationFactor: Math.max(0, ...partitions.map(({ replicas }) => replicas.length)),
});
