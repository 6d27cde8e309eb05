import type { Client } from '../client';

export interface Health {
  readonly clusterId: string;
  /** undefined while none is elected. */
  readonly controllerId: number | undefined;
  /** Registered brokers and those that hold replicas but are not registered, by id. */
  readonly brokers: readonly BrokerHealth[];
  readonly partitions: { readonly total: number; readonly underReplicated: number; readonly offline: number };
  /** By name, internal ones included. */
  readonly topics: readonly TopicHealth[];
  readonly groups: readonly GroupHealth[];
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
  /** Sum over partitions of end minus beginning (transaction markers count); undefined while a partition has no leader. */
  readonly messages: number | undefined;
}

export interface GroupHealth {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` … as Kafka says it. */
  readonly state: string;
  readonly members: number;
  /** By topic for which the group has committed offsets: messages from there to the end; undefined if not known. */
  readonly lag: Readonly<Record<string, number | undefined>>;
}

/** How the cluster is, in a few requests. @throws {KafkaError} `CANNOT_CONNECT` (exit code 3) */
export function health(_client: Client): Promise<Health> {
  return Promise.reject(new Error('not built yet'));
}
