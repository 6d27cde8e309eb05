import type { Client } from '../client/client';
import { LATEST, listOffsets } from '../client/list-offsets';
import { requireArguments } from '../client/require-arguments';
import { groupBy } from '../group-by';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { describeProducers } from '../protocol/requests/describe-producers';
import { startPatience, type AdminOptions } from './admin-options';
import { learnLeaders } from './ask-anyone';
import { byTopic } from './by-topic';
import { knownTransactions, type KnownTransaction } from './known-transactions';
import type { WithheldOffsets } from './withheld-offsets';

/** A transaction that is open in a partition, whose readers of committed messages get nothing of it from its beginning on. */
export interface OpenTransaction extends WithheldOffsets {
  readonly producerId: bigint;
  /** When its producer last wrote to the partition, milliseconds since 1970. */
  readonly lastWriteAt: number;
  /** undefined for one that no coordinator knows: nobody will end it (KIP-664). */
  readonly known: KnownTransaction | undefined;
}

const TIMEOUT_MS = 3000;

/**
 * What is open in topics, as of the leaders and coordinators that answer: those that do not, or are older than Kafka 3.0, tell nothing.
 * Where nothing is open, each leader is asked twice for offsets, and no more.
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, while no broker answers
 */
export async function openTransactions(
  client: Client,
  topics: readonly string[],
  options: AdminOptions = {},
): Promise<readonly OpenTransaction[]> {
  requireArguments({ client, topics, options });
  const { signal } = options;
  await learnLeaders(client, topics, startPatience(options));
  const withheld = await withheldFrom(client, topics, signal);
  if (withheld.length === 0) return [];
  const found = await Promise.all(
    [...groupBy(withheld, ({ topic, partition }) => client.partition(topic, partition)?.leader)].map(
      async ([leader, ofLeader]) =>
        leader === undefined ? [] : unlessUnanswered(producersOf(client, leader, ofLeader, signal)),
    ),
  );
  const open = found.flat();
  const known = await knownTransactions(client, [...new Set(open.map(({ producerId }) => producerId))], signal);
  return open.flatMap((one) => {
    // What a coordinator that does not answer knows is not unknown.
    const transaction = known.of(one.producerId, one);
    return transaction === 'not told' ? [] : [{ ...one, known: transaction }];
  });
}

async function withheldFrom(client: Client, topics: readonly string[], signal: AbortSignal | undefined) {
  const queries = topics.flatMap((topic) =>
    (client.metadata.topics.get(topic)?.partitions ?? []).map(({ partition }) => ({
      topic,
      partition,
      timestamp: LATEST,
    })),
  );
  const ends = await listOffsets(client, queries, 'read_uncommitted', CONTROL, signal);
  const stable = await listOffsets(client, queries, 'read_committed', CONTROL, signal);
  return queries.flatMap(({ topic, partition }, index): readonly WithheldOffsets[] => {
    const [end, from] = [ends[index]!, stable[index]!];
    if (end instanceof KafkaError || from instanceof KafkaError || from.offset >= end.offset) return [];
    return [{ topic, partition, from: from.offset, to: end.offset - 1 }];
  });
}

async function producersOf(
  client: Client,
  leader: number,
  withheld: readonly WithheldOffsets[],
  signal: AbortSignal | undefined,
): Promise<readonly Omit<OpenTransaction, 'known'>[]> {
  const connection = await client.connection(leader, CONTROL, signal);
  const asked = byTopic(withheld, ({ partition }) => partition).map(({ name, partitions }) => ({
    name,
    partitionIndexes: partitions,
  }));
  const { topics } = await connection.send(describeProducers, { topics: asked }, { timeoutMs: TIMEOUT_MS, signal });
  return withheld.flatMap((one) =>
    topics
      .filter(({ name }) => name === one.topic)
      .flatMap(({ partitions }) => partitions.filter(({ partitionIndex }) => partitionIndex === one.partition))
      .flatMap(({ activeProducers }) => activeProducers)
      // Those that are open behind another one wait for that.
      .filter(({ currentTxnStartOffset }) => currentTxnStartOffset === one.from)
      .map(({ producerId, lastTimestamp }) => ({ ...one, producerId, lastWriteAt: lastTimestamp })),
  );
}

/** Nothing where a broker does not answer, or does not know the request. */
export async function unlessUnanswered<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof KafkaError) return [];
    throw error;
  }
}
