import { nearest, topicConfigs, topicNameFault } from '../../cluster';
import type { Client } from '../client';
import { KafkaError } from '../errors';
import { RefusedError, throwIfRefused } from '../wire/protocol-error';
import { askController } from './ask-controller';
import type { NewTopic } from './new-topic';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

/**
 * Resolves when every broker knows the topic and each partition has a leader.
 * @throws {KafkaError} exit code 2: `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`, `TOPIC_EXISTS`, `TOO_FEW_BROKERS`
 */
export async function createTopic(client: Client, topic: NewTopic): Promise<void> {
  refuseInvalid(topic);
  try {
    await askController(client, (connection, isRepeated) =>
      connection
        .request(
          'CreateTopics',
          { topics: [wireTopic(topic)], validateOnly: false, timeout: TIMEOUT_MS },
          TIMEOUT_MS + 2000,
        )
        .then(({ topicErrors: [answer] }) => throwIfRefused(answer!.errorCode, answer!.errorMessage))
        .catch((error: unknown) => {
          // The first request was not answered, but done.
          if (isRepeated && error instanceof RefusedError && error.code === 'TOPIC_ALREADY_EXISTS') return;
          throw error;
        }),
    );
  } catch (error) {
    throw error instanceof RefusedError ? toKafkaError(client, topic, error) : error;
  }
  await untilEverywhere(client, topic.name, 'led', ({ partitions }) => {
    return partitions.length === topic.partitions && partitions.every(({ leader }) => leader !== undefined);
  });
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

export const wireTopic = ({ name, partitions, replicationFactor, config = {} }: NewTopic) => ({
  topic: name,
  numPartitions: partitions,
  replicationFactor,
  configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) })),
});

function toKafkaError(client: Client, { name, replicationFactor }: NewTopic, error: RefusedError): KafkaError {
  const brokers = client.metadata.brokers.size;
  if (error.code === 'TOPIC_ALREADY_EXISTS')
    return new KafkaError('TOPIC_EXISTS', 2, `topic "${name}" exists already: describe shows it`);
  if (error.code === 'INVALID_REPLICATION_FACTOR' && replicationFactor > brokers) {
    const text = `replication factor of topic "${name}" is ${replicationFactor}, but only ${brokers} brokers are up: use 1 to ${brokers}`;
    return new KafkaError('TOO_FEW_BROKERS', 2, text);
  }
  const code = error.code === 'INVALID_CONFIG' ? 'INVALID_TOPIC_CONFIG' : 'INVALID_TOPIC';
  return new KafkaError(code, 2, `topic "${name}" was refused: ${error.message}`, { cause: error });
}
