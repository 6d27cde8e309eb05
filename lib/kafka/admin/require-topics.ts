import type { Client } from '../client/client';
import { unknownPartition } from '../client/find-topic';
import type { TopicMetadata } from '../client/metadata';
import type { Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { fetchMetadata } from './ask-anyone';
import { unknownTopic } from './unknown-topic';

/**
 * What is known of the topics, by name; of all there are, also what a broker does not tell.
 * @throws {KafkaError} `UNKNOWN_TOPIC` with the nearest name there is, or why a broker does not tell
 */
export async function requireTopics(
  client: Client,
  names: Iterable<string> | 'all',
  patience: Patience,
): Promise<ReadonlyMap<string, TopicMetadata>> {
  if (names === 'all') return (await fetchMetadata(client, 'all', patience)).topics;
  const { topics } = await fetchMetadata(client, [...new Set(names)], patience);
  for (const { name, error } of topics.values()) {
    if (error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') throw await unknownTopic(client, name, patience);
    if (error?.retriable === false)
      throw new KafkaError(error.type, `topic "${name}": ${error.message}`, { topic: name });
  }
  return topics;
}

/** As above. @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION` */
export async function requirePartitions(
  client: Client,
  partitions: readonly { readonly topic: string; readonly partition: number }[],
  patience: Patience,
): Promise<ReadonlyMap<string, TopicMetadata>> {
  const topics = await requireTopics(
    client,
    partitions.map(({ topic }) => topic),
    patience,
  );
  for (const { topic, partition } of partitions) {
    const count = topics.get(topic)!.partitions.length;
    if (partition < 0 || partition >= count) throw unknownPartition(topic, count, partition);
  }
  return topics;
}
