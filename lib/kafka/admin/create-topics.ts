import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import type { TopicMetadata } from '../client/metadata';
import { kafkaErrors } from '../protocol/kafka-errors';
import { protocolError, RefusedError } from '../protocol/protocol-error';
import { createTopics as request } from '../protocol/requests/create-topics';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import type { NewTopic } from './new-topic';
import { requireBrokers } from './require-brokers';
import { refuseInvalid } from './refuse-invalid';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

/**
 * Creates topics by one request, since each one takes the controller and all brokers through the same rounds, and resolves when
 * every broker knows them and each partition has a leader.
 * @returns the names of those that this call has created: the others are there already
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`, `TOO_FEW_BROKERS`, `INVALID_REPLICA_ASSIGNMENT`; the others are created all the same
 * @throws {KafkaError} `CANNOT_CONNECT`, `UNKNOWN_OUTCOME`, `NOT_DONE` after the deadline
 */
export async function createTopics(
  client: Client,
  topics: readonly NewTopic[],
  options: AdminOptions = {},
): Promise<ReadonlySet<string>> {
  requireArguments({ client, newTopics: topics, options });
  topics.forEach(refuseInvalid);
  const patience = startPatience(options);
  await requireBrokers(client, topics, patience);
  const left = new Map(topics.map((topic) => [topic.name, topic]));
  const created = new Map<string, NewTopic>();
  const create: AskController<void> = async (connection, mayBeDone, signal) => {
    const asked = { topics: [...left.values()].map(wireTopic), validateOnly: false, timeoutMs: TIMEOUT_MS };
    const answer = await connection.send(request, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    const faults: KafkaError[] = [];
    for (const { name, errorCode, errorMessage } of answer.topics) {
      const topic = left.get(name)!;
      const error = protocolError(errorCode);
      const isThere = error?.type === 'TOPIC_ALREADY_EXISTS';
      if (error && !isThere) faults.push(fault(client, topic, new RefusedError(error, errorMessage)));
      else {
        left.delete(name);
        // An earlier request may have made it.
        if (!isThere || mayBeDone) created.set(name, topic);
      }
    }
    // One that asking again does not mend comes first.
    const worst = faults.find((each) => !(each instanceof RefusedError)) ?? faults[0];
    if (worst) throw worst;
  };
  if (left.size > 0) await askController(client, create, { ...patience, unsettled: unsettled([...left.keys()]) });
  const isLed = ({ name, partitions }: TopicMetadata): boolean =>
    hasAll(partitions.length, created.get(name)!) && partitions.every(({ leader }) => leader !== undefined);
  if (created.size > 0) await untilEverywhere(client, [...created.keys()], 'led', isLed, patience);
  return new Set(created.keys());
}

/**
 * Has the controller say whether topics can be created, and creates none.
 * @returns the names of those that could be: the others are there already
 * @throws {KafkaError} as {@link createTopics}
 */
export async function validateTopics(
  client: Client,
  topics: readonly NewTopic[],
  options: AdminOptions = {},
): Promise<ReadonlySet<string>> {
  requireArguments({ client, newTopics: topics, options });
  topics.forEach(refuseInvalid);
  if (topics.length === 0) return new Set();
  const patience = startPatience(options);
  await requireBrokers(client, topics, patience);
  const asked = { topics: topics.map(wireTopic), validateOnly: true, timeoutMs: TIMEOUT_MS };
  const validate: AskController<ReadonlySet<string>> = async (connection, _, signal) => {
    const answer = await connection.send(request, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    const valid = new Set<string>();
    for (const { name, errorCode, errorMessage } of answer.topics) {
      const error = protocolError(errorCode);
      if (!error) valid.add(name);
      else if (error.type !== 'TOPIC_ALREADY_EXISTS') {
        throw fault(
          client,
          topics.find((topic) => topic.name === name)!,
          new RefusedError(error, errorMessage),
        );
      }
    }
    return valid;
  };
  return askController(client, validate, patience);
}

/** How many a topic has is the brokers' choice where -1 was asked for (KIP-464). */
const hasAll = (count: number, { partitions, replicas }: NewTopic): boolean =>
  replicas ? count === replicas.length : partitions < 0 ? count > 0 : count === partitions;

/** Several at once are too many to name. */
const unsettled = (names: readonly string[]): string =>
  `${names.length === 1 ? `topic "${names[0]!}"` : `${names.length} topics`} may or may not be created`;

export const wireTopic = ({ name, partitions, replicationFactor, replicas, config = {} }: NewTopic) => ({
  name,
  // Brokers take only one of both.
  numPartitions: replicas ? -1 : partitions,
  replicationFactor: replicas ? -1 : replicationFactor,
  assignments: (replicas ?? []).map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
  configs: Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) })),
});

const LATE = protocolError(kafkaErrors.NOT_ENOUGH_REPLICAS.code)!;

/** What passes is asked again. */
function fault(client: Client, { name, replicationFactor }: NewTopic, error: RefusedError): KafkaError {
  const brokers = client.metadata.brokers.size;
  if (error.retriable) return error;
  if (error.code === 'INVALID_REPLICATION_FACTOR' && replicationFactor > 0) {
    const text = `replication factor of topic "${name}" is ${replicationFactor}, but `;
    // After a broker has registered, or was away for a moment, all others may know of it before the controller does.
    if (replicationFactor <= brokers) return new RefusedError(LATE, `${text}the controller knows fewer brokers yet`);
    const up = brokers === 1 ? 'only 1 broker is up: use 1' : `only ${brokers} brokers are up: use 1 to ${brokers}`;
    return new KafkaError('TOO_FEW_BROKERS', `${text}${up}`, { topic: name });
  }
  const code = error.code === 'INVALID_CONFIG' ? 'INVALID_TOPIC_CONFIG' : 'INVALID_TOPIC';
  return new KafkaError(code, `topic "${name}" was refused: ${error.message}`, { topic: name, cause: error });
}
