import { groupBy } from '../group-by';
import { requestMetadata, type Metadata } from '../client/metadata';
import type { BrokerConnection } from '../network/connection';
import { protocolError } from '../protocol/protocol-error';
import { ISOLATION } from '../protocol/requests/fetch';
import { listOffsets, TIMESTAMP } from '../protocol/requests/list-offsets';
import { REQUEST_TIMEOUT_MS, type Finding, type Watch } from './watch';
import { someOf, somePartitions } from '../../package/some-of';

/** A partition that nobody can lead: of its replicas in sync no broker is registered. */
export interface LeaderlessPartition {
  readonly topic: string;
  readonly partition: number;
  /** Ids of the brokers that could lead it. */
  readonly inSync: readonly number[];
  /** Ids of all brokers that have a copy, even an old one. */
  readonly replicas: readonly number[];
}

/** Whether the broker serves `topics`: it knows each, and a leader of each partition that can have one, and leads its own. */
export async function servesTopics(
  { address }: Watch,
  connection: BrokerConnection,
  topics: ReadonlyMap<string, number>,
): Promise<Finding<LeaderlessPartition[]>> {
  const metadata = await requestMetadata(connection, 'all', { timeoutMs: REQUEST_TIMEOUT_MS });
  const unknown = [...topics]
    .filter(([name, partitions]) => (metadata.topics.get(name)?.partitions.length ?? 0) < partitions)
    .map(([name]) => `topic "${name}"`);
  if (unknown.length > 0) return { missing: `does not know all of ${someOf(unknown, 1)}` };

  const all = partitionsOf(metadata);
  const waiting = all.filter(
    ({ leader, inSync }) => leader === undefined && inSync.some((id) => metadata.brokers.has(id)),
  );
  if (waiting.length > 0) return { missing: `knows no leader of ${somePartitions(waiting, 1)}` };

  const id = [...metadata.brokers].find(([, { host, port }]) => host === address.host && port === address.port)?.[0];
  const refused = await refusedOffsets(
    connection,
    all.filter(({ leader }) => leader === id),
  );
  if (refused.length > 0) return { missing: `does not lead ${somePartitions(refused, 1)} yet` };
  return { found: all.filter(({ leader }) => leader === undefined) };
}

interface Partition {
  readonly topic: string;
  readonly partition: number;
}

const partitionsOf = ({ topics }: Metadata) =>
  [...topics.values()].flatMap(({ name, partitions }) => partitions.map((one) => ({ topic: name, ...one })));

/** A broker is named as the leader before it has heard of it. */
async function refusedOffsets(connection: BrokerConnection, led: readonly Partition[]): Promise<Partition[]> {
  if (led.length === 0) return [];
  const topics = [...groupBy(led, ({ topic }) => topic)].map(([name, partitions]) => ({
    name,
    partitions: partitions.map(({ partition }) => ({ partitionIndex: partition, timestamp: TIMESTAMP.latest })),
  }));
  const asked = { isolationLevel: ISOLATION.read_uncommitted, topics };
  const answer = await connection.send(listOffsets, asked, { timeoutMs: REQUEST_TIMEOUT_MS });
  return answer.topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ errorCode }) => protocolError(errorCode))
      .map(({ partitionIndex }) => ({ topic: name, partition: partitionIndex })),
  );
}
