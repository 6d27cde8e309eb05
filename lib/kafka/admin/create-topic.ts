import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { BrokerConnection } from '../network/connection';
import type { TopicMetadata } from '../client/metadata';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { createTopics } from '../protocol/requests/create-topics';
import type { AdminOptions } from './admin-options';
import { changeOnce } from './change-once';
import type { NewTopic } from './new-topic';
import { refuseInvalid } from './refuse-invalid';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

/**
 * Resolves when every broker knows the topic and each partition has a leader.
 * @throws {KafkaError} exit code 2: `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`, `TOPIC_EXISTS`, `TOO_FEW_BROKERS`
 */
export async function createTopic(client: Client, topic: NewTopic, options: AdminOptions = {}): Promise<void> {
  refuseInvalid(topic);
  try {
    const asked = { topics: [wireTopic(topic)], validateOnly: false, timeoutMs: TIMEOUT_MS };
    const create = async (connection: BrokerConnection) => {
      const { topics } = await connection.send(createTopics, asked, { deadlineMs: TIMEOUT_MS + 2000 });
      throwIfRefused(topics[0]!.errorCode, topics[0]!.errorMessage);
    };
    await changeOnce(client, 'TOPIC_ALREADY_EXISTS', create, options);
  } catch (error) {
    throw error instanceof RefusedError ? toKafkaError(client, topic, error) : error;
  }
  const isLed = ({ partitions }: TopicMetadata): boolean =>
    partitions.length === topic.partitions && partitions.every(({ leader }) => leader !== undefined);
  await untilEverywhere(client, topic.name, 'led', isLed, options);
}

export const wireTopic = ({ name, partitions, replicationFactor, config = {} }: NewTopic) => ({
  name,
  numPartitions: partitions,
  replicationFactor,
  configs: Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) })),
});

function toKafkaError(client: Client, { name, replicationFactor }: NewTopic, error: RefusedError): KafkaError {
  const brokers = client.metadata.brokers.size;
  if (error.code === 'TOPIC_ALREADY_EXISTS')
    return new KafkaError('TOPIC_EXISTS', 2, `topic "${name}" exists already: describe shows it`);
  if (error.code === 'INVALID_REPLICATION_FACTOR' && replicationFactor > 0) {
    const up =
      replicationFactor > brokers
        ? `only ${brokers} brokers are up: use 1 to ${brokers}`
        : 'the controller knows fewer brokers yet: try again';
    return new KafkaError(
      'TOO_FEW_BROKERS',
      2,
      `replication factor of topic "${name}" is ${replicationFactor}, but ${up}`,
    );
  }
  const code = error.code === 'INVALID_CONFIG' ? 'INVALID_TOPIC_CONFIG' : 'INVALID_TOPIC';
  return new KafkaError(code, 2, `topic "${name}" was refused: ${error.message}`, { cause: error });
}
