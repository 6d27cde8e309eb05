import * as kafkajs from 'kafkajs';
import {
  KafkaJSAggregateError,
  KafkaJSNonRetriableError,
  KafkaJSProtocolError,
  type Admin,
  type ITopicConfig,
  type ITopicPartitionConfig,
  type ReplicaAssignment,
} from 'kafkajs';
import {
  addPartitions,
  createTopics,
  deleteRecords,
  deleteTopic,
  findOffsets,
  KafkaError,
  listTopics,
  validatePartitions,
  validateTopics,
  type Client,
  type NewTopic,
  type PartitionMetadata,
} from '../../kafka';
import { asKafkaJs, kafkaJsError, protocolError } from '../errors';
import { requireText, requireTopics } from './require';

type Topics = Pick<
  Admin,
  | 'listTopics'
  | 'createTopics'
  | 'deleteTopics'
  | 'createPartitions'
  | 'fetchTopicMetadata'
  | 'fetchTopicOffsets'
  | 'fetchTopicOffsetsByTimestamp'
  | 'deleteTopicRecords'
>;

/** What an admin does with topics. */
export const topicsOf = (open: () => Promise<Client>): Topics => ({
  listTopics: async () => (await asKafkaJs(async () => listTopics(await open()))).map(({ name }) => name),
  createTopics: async ({ topics, validateOnly }) => {
    requireTopics('topics array', topics, ({ topic }: ITopicConfig) => topic);
    topics.forEach(requireEntries);
    const create = validateOnly ? validateTopics : createTopics;
    const client = await open();
    const created = await create(client, topics.map(newTopicOf)).catch((error: unknown) => {
      throw refusalOf(error);
    });
    return created.size === topics.length;
  },
  deleteTopics: async ({ topics }) => {
    requireNames(topics);
    const client = await open();
    await asKafkaJs(() => Promise.all(topics.map((topic) => deleteTopic(client, topic))));
  },
  createPartitions: async ({ topicPartitions, validateOnly }) => {
    requireTopics('topic partitions array', topicPartitions, ({ topic }: { topic: string }) => topic);
    if (topicPartitions.length === 0) throw new KafkaJSNonRetriableError('Empty topic partitions array');
    const client = await open();
    const grow = validateOnly ? validatePartitions : addPartitions;
    const growTopic = ({ topic, count, assignments: replicas }: ITopicPartitionConfig) =>
      asKafkaJs(() => grow(client, topic, count, { replicas }));
    for (const one of topicPartitions) await growTopic(one);
    return true;
  },
  fetchTopicMetadata: async ({ topics } = { topics: [] }) => {
    for (const topic of topics) requireText('topic', topic);
    const client = await open();
    const { topics: known } = await asKafkaJs(() => client.fetchMetadata(topics.length > 0 ? topics : 'all'));
    const all = [...known.values()];
    const missing = all.find(({ error }) => error?.type === 'UNKNOWN_TOPIC_OR_PARTITION');
    if (missing) throw protocolError('UNKNOWN_TOPIC_OR_PARTITION', new Error(`there is no topic "${missing.name}"`));
    return { topics: all.map(({ name, partitions }) => ({ name, partitions: partitions.map(metadataOf) })) };
  },
  fetchTopicOffsets: async (topic) => {
    requireText('topic', topic);
    const client = await open();
    const [low, high] = await asKafkaJs(() =>
      Promise.all([findOffsets(client, topic, 'earliest'), findOffsets(client, topic, 'latest')]),
    );
    return high.map(({ partition, offset }, index) => {
      const text = `${offset}`;
      return { partition, offset: text, high: text, low: `${low[index]!.offset}` };
    });
  },
  fetchTopicOffsetsByTimestamp: async (topic, timestamp) => {
    requireText('topic', topic);
    const position = timestamp === undefined ? 'latest' : { timestamp };
    const found = await asKafkaJs(async () => findOffsets(await open(), topic, position));
    return found.map(({ partition, offset }) => ({ partition, offset: `${offset}` }));
  },
  deleteTopicRecords: async ({ topic, partitions }) => {
    if (!topic || typeof (topic as unknown) !== 'string')
      throw new KafkaJSNonRetriableError(`Invalid topic "${topic}"`);
    if (!(partitions as unknown) || partitions.length === 0) throw new KafkaJSNonRetriableError('Invalid partitions');
    const records = partitions.map(({ partition, offset }) => ({
      topic,
      partition,
      before: offset === '-1' ? ('end' as const) : Number(offset),
    }));
    await asKafkaJs(async () => deleteRecords(await open(), records));
  },
});

/** kafkajs leaves to the brokers what nobody says. */
const newTopicOf = ({
  topic,
  numPartitions = -1,
  replicationFactor = -1,
  replicaAssignment,
  configEntries,
}: ITopicConfig): NewTopic => ({
  name: topic,
  partitions: numPartitions,
  replicationFactor,
  ...(replicaAssignment ? { replicas: byPartition(replicaAssignment) } : {}),
  config: Object.fromEntries((configEntries ?? []).map(({ name, value }) => [name, value])),
});

const byPartition = (all: readonly ReplicaAssignment[]): readonly (readonly number[])[] =>
  [...all].sort((a, b) => a.partition - b.partition).map(({ replicas }) => replicas);

/** It is exported, but no type says so. */
const { KafkaJSCreateTopicError } = kafkajs as unknown as {
  readonly KafkaJSCreateTopicError: new (error: Error, topic: string | undefined) => Error;
};

/** kafkajs has an error of its own for each topic, and one of all. */
function refusalOf(error: unknown): Error {
  const told = kafkaJsError(error);
  if (!(told instanceof KafkaJSProtocolError)) return told;
  const one = new KafkaJSCreateTopicError(told, error instanceof KafkaError ? error.topic : undefined);
  return Object.assign(new KafkaJSAggregateError('Topic creation errors', [one]), { cause: error });
}

const metadataOf = ({ partition, leader, replicas, inSync }: PartitionMetadata) => ({
  partitionErrorCode: leader === undefined ? 5 : 0,
  partitionId: partition,
  leader: leader ?? -1,
  replicas: [...replicas],
  isr: [...inSync],
  offlineReplicas: replicas.filter((id) => !inSync.includes(id)),
});

function requireNames(topics: unknown): void {
  if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError(`Invalid topics array ${String(topics)}`);
  if (topics.every((topic) => typeof topic === 'string')) return;
  throw new KafkaJSNonRetriableError('Invalid topics array, the names must be a valid string');
}

function requireEntries({ topic, configEntries }: ITopicConfig): void {
  if (configEntries === undefined || (configEntries as unknown) === null) return;
  if (!Array.isArray(configEntries)) {
    throw new KafkaJSNonRetriableError(`Invalid configEntries for topic "${topic}", must be an array`);
  }
  (configEntries as unknown[]).forEach((entry, index) => {
    const where = `Invalid configEntries for topic "${topic}". Entry ${index}`;
    if (typeof entry !== 'object' || entry === null) throw new KafkaJSNonRetriableError(`${where} must be an object`);
    for (const property of ['name', 'value'] as const) {
      if (typeof (entry as Record<string, unknown>)[property] === 'string') continue;
      throw new KafkaJSNonRetriableError(`${where} must have a valid "${property}" property`);
    }
  });
}
