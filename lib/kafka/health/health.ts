import { addressText } from '../../cluster/endpoint';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { findController } from '../client/controller';
import { requestFeatures, type Features } from '../client/features';
import type { Quorum } from '../client/quorum';
import type { Metadata, TopicMetadata } from '../client/metadata';
import { groupsHealth, type GroupHealth } from './groups';
import { topicEnds, type TopicEnds } from './topic-ends';

export interface Health {
  readonly clusterId: string;
  /** `broker.id`, or `node.id` in KRaft mode; undefined while none is elected, or where one may not know it. */
  readonly controllerId: number | undefined;
  /** Who holds the metadata in KRaft mode. @default - ZooKeeper does, or nobody tells */
  readonly quorum?: Quorum;
  /** @default - none, as in ZooKeeper mode */
  readonly features?: Features;
  /** Registered brokers and those that hold replicas but are not registered, by id. */
  readonly brokers: readonly BrokerHealth[];
  readonly partitions: {
    readonly total: number;
    readonly underReplicated: number;
    readonly offline: number;
    /** Those of both kinds, the offline ones first. */
    readonly degraded: readonly DegradedPartition[];
  };
  /** By name, internal ones included. */
  readonly topics: readonly TopicHealth[];
  readonly groups: readonly GroupHealth[];
  /** Why groups may be missing: one sentence for each coordinator that does not answer. */
  readonly unavailableGroups: readonly string[];
}

export interface DegradedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly isOffline: boolean;
  /** Brokers that should hold a replica, those too that it is being copied to. */
  readonly replicas: readonly number[];
  /** Those of them that do not have one in sync. */
  readonly missing: readonly number[];
}

export interface BrokerHealth {
  readonly id: number;
  /** `host:port` as advertised; undefined if it is not registered. */
  readonly address: string | undefined;
  /** Partitions that it leads. */
  readonly leads: number;
  /** Replicas that it should hold, and how many of them are in sync. */
  readonly replicas: number;
  readonly inSync: number;
}

export interface TopicHealth {
  readonly name: string;
  readonly internal: boolean;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Of the partition with the fewest replicas in sync. */
  readonly inSync: number;
  /** Sum over partitions of end minus beginning (transaction markers count); undefined while a leader does not tell. */
  readonly messages: number | undefined;
}

const WITHIN = { timeoutMs: 3000 };

/** How the cluster is, in a few requests. @throws {NoAnswerError} when no broker answers */
export async function health(client: Client): Promise<Health> {
  requireArguments({ client });
  const metadata = await client.refreshAll();
  const topics = [...metadata.topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const partitions = topics.flatMap((topic) => topic.partitions);
  const [{ controllerId, quorum }, features, { groups, unavailable, ends }] = await Promise.all([
    findController(client, metadata),
    client.askAny((broker) => requestFeatures(broker, WITHIN)),
    groupsHealth(client, () => topicEnds(client, topics)),
  ]);
  return {
    clusterId: metadata.clusterId,
    controllerId,
    ...(quorum && { quorum }),
    ...(Object.keys(features).length > 0 && { features }),
    brokers: brokersHealth(metadata, topics),
    partitions: {
      total: partitions.length,
      underReplicated: partitions.filter(({ inSync, replicas }) => inSync.length < replicas.length).length,
      offline: partitions.filter(({ leader }) => leader === undefined).length,
      degraded: degraded(topics),
    },
    topics: topics.map((topic) => topicHealth(topic, ends)),
    groups,
    unavailableGroups: unavailable,
  };
}

const degraded = (topics: readonly TopicMetadata[]): DegradedPartition[] =>
  topics
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partition, leader, replicas, inSync }) => ({
        topic: name,
        partition,
        isOffline: leader === undefined,
        replicas,
        missing: replicas.filter((id) => leader === undefined || !inSync.includes(id)),
      })),
    )
    .filter(({ isOffline, missing }) => isOffline || missing.length > 0)
    .sort((a, b) => Number(b.isOffline) - Number(a.isOffline));

function brokersHealth({ brokers }: Metadata, topics: readonly TopicMetadata[]): BrokerHealth[] {
  const partitions = topics.flatMap((topic) => topic.partitions);
  const ids = new Set([...brokers.keys(), ...partitions.flatMap(({ replicas }) => replicas)]);
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const address = brokers.get(id);
      return {
        id,
        address: address && addressText(address),
        leads: partitions.filter(({ leader }) => leader === id).length,
        replicas: partitions.filter(({ replicas }) => replicas.includes(id)).length,
        inSync: partitions.filter(({ inSync }) => inSync.includes(id)).length,
      };
    });
}

function topicHealth({ name, internal, partitions }: TopicMetadata, ends: TopicEnds): TopicHealth {
  const counts = partitions.map(({ partition }) => ends.count(name, partition));
  return {
    name,
    internal,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicas.length ?? 0,
    inSync: Math.min(...partitions.map(({ inSync }) => inSync.length)),
    messages: counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0),
  };
}
