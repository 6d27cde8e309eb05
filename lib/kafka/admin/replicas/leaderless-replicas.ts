import type { Client } from '../../client/client';
import { requireArguments } from '../../client/require-arguments';
import { groupBy } from '../../group-by';
import { CONTROL } from '../../network/connections';
import { DEBUGGING, listOffsets, TIMESTAMP } from '../../protocol/requests/list-offsets';
import { startPatience, type AdminOptions } from '../admin-options';
import { requireTopics } from '../require-topics';

/** A partition without a leader. */
export interface LeaderlessReplicas {
  readonly topic: string;
  readonly partition: number;
  /** Those whose brokers are up, in the order of the assignment: an unclean election takes the first. */
  readonly replicas: readonly ReplicaEnd[];
}

export interface ReplicaEnd {
  readonly broker: number;
  /** The offset behind its last message; undefined where the broker does not tell. */
  readonly endOffset: number | undefined;
}

interface Replica {
  readonly topic: string;
  readonly partition: number;
  readonly broker: number;
}

const TIMEOUT_MS = 3000;

/**
 * The partitions without a leader, and how far each of their replicas goes: asked for as Kafka's tools for debugging do, without a leader.
 * @throws {KafkaError} `UNKNOWN_TOPIC`; `CANNOT_CONNECT` after the deadline
 */
export async function leaderlessReplicas(
  client: Client,
  topics: readonly string[] | 'all',
  options: AdminOptions = {},
): Promise<readonly LeaderlessReplicas[]> {
  requireArguments({ client, topics, options });
  const patience = startPatience(options);
  const all = await requireTopics(client, topics, patience);
  const { brokers } = await client.refresh(patience.signal);
  const leaderless = [...all.values()].flatMap(({ name: topic, partitions }) =>
    partitions
      .filter(({ leader }) => leader === undefined)
      .map(({ partition, replicas }) => ({ topic, partition, brokers: replicas.filter((id) => brokers.has(id)) })),
  );
  const replicas = leaderless.flatMap(({ brokers, ...place }) => brokers.map((broker) => ({ ...place, broker })));
  const ofBroker = groupBy(replicas, ({ broker }) => broker);
  const ends = new Map(
    (await Promise.all([...ofBroker].map(([broker, its]) => endsOf(client, broker, its, patience.signal)))).flat(),
  );
  return leaderless.map(({ brokers, ...place }) => ({
    ...place,
    replicas: brokers.map((broker) => ({ broker, endOffset: ends.get(nameOf({ ...place, broker })) })),
  }));
}

const nameOf = ({ topic, partition, broker }: Replica): string => `${topic}/${partition}@${broker}`;

/** Of what it does not tell there is nothing. */
async function endsOf(
  client: Client,
  broker: number,
  replicas: readonly Replica[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly [string, number])[]> {
  const topics = [...groupBy(replicas, ({ topic }) => topic)].map(([name, of]) => ({
    name,
    partitions: of.map(({ partition }) => ({ partitionIndex: partition, timestamp: TIMESTAMP.latest })),
  }));
  try {
    const connection = await client.connection(broker, CONTROL, signal);
    const asked = { replicaId: DEBUGGING, isolationLevel: 0, topics };
    const answer = await connection.send(listOffsets, asked, { timeoutMs: TIMEOUT_MS, signal });
    return answer.topics.flatMap(({ name: topic, partitions }) =>
      partitions
        .filter(({ errorCode }) => errorCode === 0)
        .map(({ partitionIndex: partition, offset }) => [nameOf({ topic, partition, broker }), offset] as const),
    );
  } catch (error) {
    signal?.throwIfAborted();
    client.log({ level: 'debug', message: 'a broker does not tell how far its replicas go', broker, error });
    return [];
  }
}
