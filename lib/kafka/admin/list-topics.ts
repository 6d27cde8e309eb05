import { factorsOf } from '../../cluster/changes/topics';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import type { TopicMetadata } from '../client/metadata';
import { startPatience, type AdminOptions } from './admin-options';
import { fetchMetadata } from './ask-anyone';

export interface TopicSummary {
  readonly name: string;
  /** Kafka's own, like `__consumer_offsets`. */
  readonly internal: boolean;
  readonly partitions: number;
  /** Of the partition with the fewest replicas. */
  readonly replicationFactor: number;
  /** Those of its partitions, ascending: several where a change of it was stopped half way. */
  readonly replicationFactors: readonly number[];
}

/** By name. @throws {KafkaError} `CANNOT_CONNECT` after the deadline */
export async function listTopics(client: Client, options: AdminOptions = {}): Promise<readonly TopicSummary[]> {
  requireArguments({ client, options });
  const { topics } = await fetchMetadata(client, 'all', startPatience(options));
  return [...topics.values()].map(summary).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function summary({ name, internal, partitions }: TopicMetadata): TopicSummary {
  const replicationFactors = factorsOf(partitions.map(({ replicas }) => replicas.length));
  const [replicationFactor = 0] = replicationFactors;
  return { name, internal, partitions: partitions.length, replicationFactor, replicationFactors };
}
