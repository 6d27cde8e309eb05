import {
  KafkaJSAggregateError,
  KafkaJSAlterPartitionReassignmentsError,
  KafkaJSNonRetriableError,
  type Admin,
  type OngoingTopicReassignment,
  type PartitionReassignment,
  type TopicPartition,
  type TopicPartitions,
} from 'kafkajs';
import { KafkaError, kafkaErrors, listReassignments, reassignPartitions, type Client } from '../../kafka';
import { brokersCodeOf, kafkaJsError, asKafkaJs, toldBy } from '../errors';
import { requireTopics } from './require';

type Reassignments = Pick<Admin, 'alterPartitionReassignments' | 'listPartitionReassignments'>;

/** What an admin does with the places of replicas. */
export const reassignmentsOf = (open: () => Promise<Client>): Reassignments => ({
  alterPartitionReassignments: async ({ topics }) => {
    requireTopics('topics array', topics, ({ topic }: PartitionReassignment) => topic);
    topics.forEach(requireAssignment);
    const moves = topics.flatMap(({ topic, partitionAssignment }) =>
      partitionAssignment.map(({ partition, replicas }) => ({ topic, partition, replicas })),
    );
    const client = await open();
    await reassignPartitions(client, moves).catch((error: unknown) => {
      throw refusalOf(error, moves);
    });
  },
  listPartitionReassignments: async ({ topics }) => {
    if (topics) {
      requireTopics('topics array', topics, ({ topic }: TopicPartitions) => topic);
      topics.forEach(requirePartitions);
    }
    const isMeant = (topic: string, partition: number): boolean =>
      !topics || topics.some((one) => one.topic === topic && one.partitions.includes(partition));
    const byTopic = new Map<string, OngoingTopicReassignment>();
    for (const { topic, partition, replicas, adding, removing } of await asKafkaJs(async () =>
      listReassignments(await open()),
    )) {
      if (!isMeant(topic, partition)) continue;
      const known = byTopic.get(topic) ?? { topic, partitions: [] };
      known.partitions.push({
        partitionIndex: partition,
        replicas: [...replicas],
        addingReplicas: [...adding],
        removingReplicas: [...removing],
      });
      byTopic.set(topic, known);
    }
    return { topics: [...byTopic.values()] };
  },
});

/** kafkajs has an error of its own for each partition, and one of all. */
function refusalOf(error: unknown, moves: readonly TopicPartition[]): Error {
  const code = error instanceof KafkaError ? brokersCodeOf(error) : undefined;
  if (!(error instanceof KafkaError) || code === undefined || !(code in kafkaErrors)) return kafkaJsError(error);
  const told = toldBy(code as keyof typeof kafkaErrors) as unknown as Error;
  const { topic, partition = moves.find((move) => move.topic === topic)?.partition } = error;
  const one = new KafkaJSAlterPartitionReassignmentsError(told, topic, partition);
  return Object.assign(new KafkaJSAggregateError('Errors altering partition reassignments', [one]), { cause: error });
}

const refused = (text: string) => new KafkaJSNonRetriableError(text);
const isIndex = (value: unknown): boolean => typeof value === 'number' && value >= 0;

function requireAssignment({ topic, partitionAssignment }: PartitionReassignment): void {
  const given: unknown = partitionAssignment;
  if (!Array.isArray(given)) throw refused(`Invalid partitions array: ${String(given)} for topic: ${topic}`);
  for (const { partition, replicas } of given as readonly Record<'partition' | 'replicas', unknown>[]) {
    if (!isIndex(partition)) throw refused(`Invalid partitions index: ${String(partition)} for topic: ${topic}`);
    const where = `${String(replicas)} for topic: ${topic} on partition: ${String(partition)}`;
    if (!Array.isArray(replicas)) throw refused(`Invalid replica assignment: ${where}`);
    if (replicas.every(isIndex)) continue;
    throw refused(`Invalid replica assignment: ${where}. Replicas must be a non negative number`);
  }
}

function requirePartitions({ topic, partitions }: TopicPartitions): void {
  const given: unknown = partitions;
  const where = `${String(given)} for topic: ${topic}`;
  if (!Array.isArray(given)) throw refused(`Invalid partition array: ${where}`);
  if (given.every(isIndex)) return;
  throw refused(`Invalid partition array: ${where}. The partition indices have to be a valid number greater than 0.`);
}
