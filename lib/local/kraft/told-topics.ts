import { partitionOf } from '../../cluster';
import { connect, KafkaError, type Access } from '../../kafka';
import { LocalRunError } from '../local-run-error';

const TIMEOUT_MS = 30_000;

type Topics = ReadonlyMap<string, readonly { readonly inSync: readonly number[] }[]>;

/**
 * The topics of the cluster, by what a broker says that runs: it takes none for its own before it knows what the quorum knew as it
 * started, and controllers tell nobody.
 * @throws {LocalRunError} `LOST_DATA` while no broker answers
 */
async function toldTopics(access: () => Access): Promise<Topics> {
  try {
    const client = await connect({ ...access(), clientId: 'up', deadlineMs: TIMEOUT_MS });
    try {
      const { topics } = await client.refreshAll();
      return new Map([...topics].map(([name, { partitions }]) => [name, partitions]));
    } finally {
      await client.close();
    }
  } catch (cause) {
    if (!(cause instanceof KafkaError)) throw cause;
    throw new LocalRunError('LOST_DATA', `no broker is left that knows what topics there are: ${cause.message}`, {
      cause,
    });
  }
}

/** How many partitions each topic has. */
export const existingTopics = async (access: () => Access): Promise<ReadonlyMap<string, number>> =>
  new Map([...(await toldTopics(access))].map(([name, { length }]) => [name, length]));

/** Ids of the brokers that are in sync for each of `replicas`, such as `test-0`. */
export async function inSyncReplicas(
  access: () => Access,
  replicas: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const topics: Topics = replicas.length === 0 ? new Map() : await toldTopics(access);
  return new Map(
    replicas.map((replica) => {
      const { topic, partition } = partitionOf(replica);
      return [replica, topics.get(topic)?.[partition]?.inSync ?? []];
    }),
  );
}
