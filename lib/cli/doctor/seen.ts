import type { Cluster } from '../../cluster';
import type { BrokerLogDirs, FoundTopic, Health, OpenTransaction, Reassignment } from '../../kafka';
import type { ClusterState, Comparison } from '../../target';

/** All that checks look at: asked once, for all of them. */
export interface Seen {
  readonly cluster: Cluster;
  readonly state: ClusterState;
  /** undefined where nothing is there of the cluster. */
  readonly comparison: Comparison | undefined;
  /** undefined where no broker answers. */
  readonly kafka: KafkaSeen | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What brokers say. */
export interface KafkaSeen {
  readonly health: Health;
  /** By name, Kafka's own too. */
  readonly topics: ReadonlyMap<string, FoundTopic>;
  readonly logDirs: readonly BrokerLogDirs[];
  readonly moves: readonly Reassignment[];
  readonly transactions: readonly OpenTransaction[];
}
