import { CompactWriter, type CompactReader } from '../compact';
import type { Address, BrokerConnection } from '../../network/connection';
import { exchangeCompact } from './exchange-compact';
import { protocolError, type ProtocolError } from '../protocol-error';

const API_KEY = 3;
/** kafkajs stops at 6, but an answer tells leader epochs from 7 on, and the ids of topics from 10 on. */
const API_VERSION = 12;

/** What a broker knows of the cluster. It may be behind: a leader that it names can be gone already. */
export interface Metadata {
  readonly clusterId: string;
  /** undefined while none is elected. */
  readonly controllerId: number | undefined;
  readonly brokers: ReadonlyMap<number, Address>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
}

export interface TopicMetadata {
  readonly name: string;
  /** Another one when it was deleted and made anew. */
  readonly id: string;
  readonly internal: boolean;
  /** Why nothing is known of the topic, e.g. that there is none. */
  readonly error: ProtocolError | undefined;
  /** By number, without gaps. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface PartitionMetadata {
  readonly partition: number;
  /** undefined while there is none. */
  readonly leader: number | undefined;
  /** Grows with each election. */
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/** @throws {NoAnswerError} */
export async function requestMetadata(
  connection: BrokerConnection,
  topics: readonly string[] | 'all',
  timeoutMs: number,
): Promise<Metadata> {
  const reader = await exchangeCompact(connection, API_KEY, API_VERSION, requestBody(topics), timeoutMs);
  const brokers = new Map(reader.array(() => readBroker(reader)));
  const clusterId = reader.string() ?? '';
  const controllerId = reader.int32();
  const all = reader.array(() => readTopic(reader));
  return {
    clusterId,
    controllerId: brokers.has(controllerId) ? controllerId : undefined,
    brokers,
    topics: new Map(all.map((topic) => [topic.name, topic])),
  };
}

function requestBody(topics: readonly string[] | 'all'): Buffer {
  const writer = new CompactWriter().noTags(); // of the request's header
  if (topics === 'all') writer.noArray();
  else writer.array(topics, (name) => writer.int64(0n).int64(0n).string(name).noTags()); // by name, not by id
  // Topics are not to be created by asking, and what one is allowed to do with them is not asked.
  return writer.boolean(false).boolean(false).noTags().bytes;
}

function readBroker(reader: CompactReader): [number, Address] {
  const id = reader.int32();
  const host = reader.string()!;
  const port = reader.int32();
  reader.string(); // rack
  reader.skipTags();
  return [id, { host, port }];
}

function readTopic(reader: CompactReader): TopicMetadata {
  const error = protocolError(reader.int16());
  const name = reader.string()!;
  const id = reader.uuid();
  const internal = reader.boolean();
  const partitions = reader.array(() => readPartition(reader)).sort((a, b) => a.partition - b.partition);
  reader.int32(); // authorized operations
  reader.skipTags();
  return { name, id, internal, error, partitions };
}

function readPartition(reader: CompactReader): PartitionMetadata {
  reader.int16(); // that it has no leader, which the leader says as well
  const partition = reader.int32();
  const leader = reader.int32();
  const leaderEpoch = reader.int32();
  const [replicas, inSync] = [reader.array(() => reader.int32()), reader.array(() => reader.int32())];
  reader.array(() => reader.int32()); // replicas that are offline
  reader.skipTags();
  return { partition, leader: leader < 0 ? undefined : leader, leaderEpoch, replicas, inSync };
}
