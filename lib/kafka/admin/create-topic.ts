import { nearest, topicConfigs, topicNameFault } from '../../cluster';
import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError } from '../errors';
import { findTopic } from '../network/topic';
import { RefusedError, throwIfRefused } from '../wire/protocol-error';
import { ADMIN_DEADLINE_MS, askController, RETRY_MS } from './controller';
import type { NewTopic } from './new-topic';

const BROKER_TIMEOUT_MS = 10_000;

/**
 * Resolves when every partition has a leader.
 * @throws {KafkaError} exit code 2: `INVALID_TOPIC`, `TOPIC_EXISTS`, `TOO_FEW_BROKERS`, `INVALID_TOPIC_CONFIG`
 */
export async function createTopic(client: Client, topic: NewTopic): Promise<void> {
  const { name, partitions, config = {} } = topic;
  const { brokers } = client.metadata;
  const replicationFactor = topic.replicationFactor ?? Math.min(3, brokers.size);
  refuseInvalid(topic);
  const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) }));
  const request = { topic: name, numPartitions: partitions, replicationFactor, configEntries };
  const args = { topics: [request], validateOnly: false, timeout: BROKER_TIMEOUT_MS };
  try {
    await askController(client, 'CreateTopics', args, ({ topicErrors: [error] }) => {
      if (error) throwIfRefused(error.errorCode, error.errorMessage);
    });
  } catch (error) {
    throw error instanceof RefusedError ? explain(error, name, replicationFactor, client.metadata.brokers.size) : error;
  }
  await untilLed(client, name);
}

/** What no broker needs to be asked about. */
function refuseInvalid({ name, config = {} }: NewTopic): void {
  const fault = topicNameFault(name);
  if (fault !== undefined) throw new KafkaError('INVALID_TOPIC', 2, fault);
  const unknown = Object.keys(config).find((key) => !Object.hasOwn(topicConfigs, key));
  if (unknown === undefined) return;
  const meant = nearest(unknown, Object.keys(topicConfigs));
  const hint = meant === undefined ? '' : `: did you mean "${meant}"?`;
  throw new KafkaError('INVALID_TOPIC_CONFIG', 2, `"${unknown}" is no property of a topic${hint}`);
}

function explain(error: RefusedError, name: string, factor: number, brokers: number): KafkaError {
  const options = { cause: error };
  switch (error.type) {
    case 'TOPIC_ALREADY_EXISTS':
      return new KafkaError('TOPIC_EXISTS', 2, `topic "${name}" exists already: describe shows it`, options);
    case 'INVALID_REPLICATION_FACTOR':
      return new KafkaError(
        'TOO_FEW_BROKERS',
        2,
        `replication factor of topic "${name}" is ${factor}, but ${brokers} brokers run: use 1 to ${brokers}`,
        options,
      );
    case 'INVALID_CONFIG':
      return new KafkaError('INVALID_TOPIC_CONFIG', 2, `topic "${name}" was refused: ${error.message}`, options);
    default:
      return new KafkaError('INVALID_TOPIC', 2, `topic "${name}" was refused: ${error.message}`, options);
  }
}

/** The controller answers before all brokers know. */
async function untilLed(client: Client, name: string): Promise<void> {
  const end = Date.now() + ADMIN_DEADLINE_MS;
  for (;;) {
    const { partitions } = await findTopic(client, name, ADMIN_DEADLINE_MS);
    if (partitions.every(({ leader }) => leader !== undefined)) return;
    if (Date.now() > end)
      throw new KafkaError('CANNOT_CONNECT', 3, `topic "${name}" was created, but has partitions without a leader`);
    await delay(RETRY_MS);
  }
}
