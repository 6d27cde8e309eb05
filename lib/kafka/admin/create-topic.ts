import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import type { AdminOptions } from './admin-options';
import { createTopics } from './create-topics';
import type { NewTopic } from './new-topic';

/**
 * Resolves when every broker knows the topic and each partition has a leader.
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`, `TOPIC_EXISTS`, `TOO_FEW_BROKERS`
 * @throws {KafkaError} `CANNOT_CONNECT`, `UNKNOWN_OUTCOME`, `NOT_DONE` after the deadline
 */
export async function createTopic(client: Client, topic: NewTopic, options: AdminOptions = {}): Promise<void> {
  requireArguments({ client, newTopic: topic, options });
  if ((await createTopics(client, [topic], options)).has(topic.name)) return;
  throw new KafkaError('TOPIC_EXISTS', `topic "${topic.name}" exists already: describe shows it`);
}
