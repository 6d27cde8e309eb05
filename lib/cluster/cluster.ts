import type { JvmDescription, LogLevelsDescription } from './jvm-description';
import type { ClusterDescription, ConsolePassword, Reachable, TopicConfig } from './description';
import type { Listener } from './listeners';
import type { Metadata } from './metadata';
import type { Metrics } from './metrics';
import type { KafkaVersion } from './kafka-version';
import type { Security } from './security/security';
import type { Pods } from './pods/resolve-pods';
import type { Serde } from './serde';
import type { ClusterServer } from './cluster-server';
import type { ServicesDescription } from './services-description';
import type { Size } from './units';

/** A description with everything derived and checked. Both renderings, Kubernetes and this machine, take this and nothing else. */
export interface Cluster<Topics extends Topic = Topic> {
  /** What it was resolved from: `defineCluster({ ...cluster.description, hostPorts })` makes a variant. */
  readonly description: ClusterDescription;
  readonly name: string;
  readonly kafkaVersion: KafkaVersion;
  readonly brokers: readonly Broker[];
  readonly metadata: Metadata;
  /** Every server, those that hold the metadata first. */
  readonly servers: readonly ClusterServer[];
  /** The factors of topics that say nothing, and of Kafka's internal topics. */
  readonly replication: Replication;
  readonly topics: readonly Topics[];
  /** Broker properties that no place changes: derived ones under the user's. */
  readonly config: Readonly<Record<string, string>>;
  readonly reachable: Reachable;
  readonly uiPort: number;
  readonly ui: 'kafka-ui' | 'console' | 'none';
  readonly console: Console;
  readonly storage: Storage;
  readonly resources: Resources;
  readonly images: {
    readonly kafka: string;
    readonly zookeeper: string;
    readonly jobs: string;
    readonly readiness: string;
    readonly ui: string;
  };
  readonly pods: Pods;
  readonly services: Required<Pick<ServicesDescription, 'external'>> & ServicesDescription;
  readonly networkPolicies: boolean;
  readonly jvm: Required<JvmDescription>;
  readonly logLevels: Required<LogLevelsDescription>;
  readonly names: 'plain' | 'prefixed';
  readonly namespace: string | undefined;
  readonly createNamespace: boolean;
  readonly guard: boolean;
  readonly readiness: 'in-sync' | 'listening';
  /** undefined where nobody is told. */
  readonly metrics: Metrics | undefined;
  /** undefined where nobody is asked who they are. */
  readonly security: Security | undefined;
  readonly securityContext: 'restricted' | 'platform';
  readonly zones: readonly string[];
}

export interface Broker {
  /** `broker.id`, or `node.id`: from 1. */
  readonly id: number;
  readonly listeners: readonly Listener[];
  /** Where the local run tells its metrics, on 127.0.0.1; undefined where it tells none. */
  readonly localMetricsPort: number | undefined;
}

export interface Replication {
  readonly factor: number;
  readonly minInSync: number;
}

export interface Topic<Name extends string = string, Value = unknown> {
  readonly name: Name;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Nobody asked for that factor: a topic that is there already keeps its own. */
  readonly isFactorDerived: boolean;
  readonly config: TopicConfig;
  readonly serde: Serde<Value>;
}

export interface Storage {
  readonly size: Size;
  readonly zookeeperSize: Size;
  readonly controllerSize: Size;
  /** '' for volumes without a class; undefined for the default class. */
  readonly className: string | undefined;
  readonly retained: boolean;
  readonly ephemeral: boolean;
}

export interface Console {
  readonly readOnly: boolean;
  readonly hosts: readonly string[];
  readonly password: Required<ConsolePassword> | undefined;
}

export interface JvmResources {
  readonly cpu: string;
  readonly cpuLimit: string | undefined;
  readonly memory: Size;
  readonly ephemeralStorage: Size;
  readonly heap: Size;
}

export type NodeResources = Omit<JvmResources, 'heap'>;

export interface Resources {
  readonly broker: JvmResources;
  readonly zookeeper: JvmResources;
  readonly controller: JvmResources;
  readonly ui: JvmResources;
  readonly readiness: NodeResources;
  readonly jobs: NodeResources;
}
