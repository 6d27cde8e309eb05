import type { Endpoint } from '../../cluster/endpoint';
import type { BrokerConnection, SendOptions } from '../network/connection';
import type { ValueOf } from '../protocol/codec/type';
import { protocolError, type ProtocolError } from '../protocol/protocol-error';
import { metadata } from '../protocol/requests/metadata';

/** What a broker knows of the cluster. It may be behind: a leader that it names can be gone already. */
export interface Metadata {
  readonly clusterId: string;
  /**
   * The broker that is asked what the controller decides; undefined while there is none. In ZooKeeper mode that is the controller itself,
   * in KRaft mode any one, which hands it on: who the controller is says `findController`.
   */
  readonly forController: number | undefined;
  readonly brokers: ReadonlyMap<number, BrokerMetadata>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
}

export interface BrokerMetadata extends Endpoint {
  readonly rack: string | null;
}

export interface TopicMetadata {
  readonly name: string;
  /** Changes when the topic is recreated; `ZERO_UUID` of a broker that does not tell (before Kafka 2.8). */
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
  /** Grows with each election; -1 if nothing is known of the partition. */
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/** Neither creates topics by asking, nor asks what one is allowed to do with them. @throws {NoAnswerError} */
export async function requestMetadata(
  connection: BrokerConnection,
  topics: readonly string[] | 'all',
  options: SendOptions,
): Promise<Metadata> {
  const asked = topics === 'all' ? null : topics.map((name) => ({ name }));
  const answer = await connection.send(metadata, { topics: asked, allowAutoTopicCreation: false }, options);
  const { controllerId } = answer;
  const brokers = new Map(answer.brokers.map(({ nodeId, host, port, rack }) => [nodeId, { host, port, rack }]));
  return {
    clusterId: answer.clusterId ?? '',
    forController: brokers.has(controllerId) ? controllerId : undefined,
    brokers,
    topics: new Map(answer.topics.map((topic) => [topic.name!, topicMetadata(topic)])),
  };
}

type Answered = ValueOf<typeof metadata.response>['topics'][number];

function topicMetadata({ name, topicId, isInternal, errorCode, partitions }: Answered): TopicMetadata {
  return {
    name: name!,
    id: topicId,
    internal: isInternal,
    error: protocolError(errorCode),
    partitions: byNumber(partitions.map(partitionMetadata)),
  };
}

/** A broker that is told of partitions one by one may know of a later one first: what it leaves out is one without a leader. */
function byNumber(known: readonly PartitionMetadata[]): PartitionMetadata[] {
  const partitions: PartitionMetadata[] = [];
  for (const one of known) partitions[one.partition] = one;
  return Array.from(partitions, (one: PartitionMetadata | undefined, number) => one ?? unknownPartition(number));
}

const unknownPartition = (partition: number): PartitionMetadata => ({
  partition,
  leader: undefined,
  leaderEpoch: -1,
  replicas: [],
  inSync: [],
});

/** That it has no leader is an error code, too, which says no more. */
const partitionMetadata = (answered: Answered['partitions'][number]): PartitionMetadata => ({
  partition: answered.partitionIndex,
  leader: answered.leaderId < 0 ? undefined : answered.leaderId,
  leaderEpoch: answered.leaderEpoch,
  replicas: answered.replicaNodes,
  inSync: answered.isrNodes,
});
