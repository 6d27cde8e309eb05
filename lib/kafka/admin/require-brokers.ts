import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { fetchMetadata } from './ask-anyone';
import type { NewTopic } from './new-topic';
import type { Patience } from '../client/retry';

/**
 * ZooKeeper's controller takes replicas on brokers that there are not, and their partitions never have a leader.
 * @throws {KafkaError} `INVALID_REPLICA_ASSIGNMENT`
 */
export async function requireBrokers(client: Client, topics: readonly NewTopic[], patience: Patience): Promise<void> {
  const assigned = topics.flatMap(({ name, replicas = [] }) => replicas.flat().map((broker) => ({ name, broker })));
  if (assigned.length === 0) return;
  const { brokers } = await fetchMetadata(client, [], patience);
  const unknown = assigned.find(({ broker }) => !brokers.has(broker));
  if (!unknown) return;
  const text = `topic "${unknown.name}" is to have a replica on broker ${unknown.broker}, which is not up: use ${[...brokers.keys()].sort().join(', ')}`;
  throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', text, { topic: unknown.name });
}
