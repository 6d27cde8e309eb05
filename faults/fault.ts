import type { ClusterDescription } from '../lib/cluster';
import type { Client } from '../lib/kafka';
import type { Audit, Outcome } from '../lib/audit';
import type { Arrange, LocalCluster } from '../test/support/local-cluster';
import type { Size } from './profile';
import type { Group } from './group';
import type { Reader } from './reader';
import type { Stalls } from './stalls';

/** Something that goes wrong while messages flow, on purpose. */
export interface Fault {
  readonly name: string;
  /** For the table and the titles of tests. */
  readonly does: string;
  /** Its cluster, where the usual one does not serve. */
  readonly cluster?: Omit<ClusterDescription, 'hostPorts' | 'zookeeper'>;
  /** Makes of that what no description has; not with `isLinked`. */
  readonly arrange?: Arrange;
  /** Its brokers are reached through proxies. */
  readonly isLinked?: true;
  /** Why it cannot be done on this machine, and what to do about it; undefined where it can. @default - it always can */
  readonly obstacle?: () => string | undefined;
  /** What the longest stall of the producer should keep to. @default - no bound of its own */
  readonly stallBoundMs?: (sessionMs: number) => number;
  /** Outcomes other than acked that are right here. @default - none */
  readonly allows?: readonly Outcome[];
  /** Leaves the cluster as it found it. Throws when the fault did not hit: then it would have proven nothing. */
  readonly run: (context: FaultContext) => Promise<FaultRun>;
}

/** A fault's own topic of six partitions, and how much is to be done there. */
export interface FaultContext extends TopicContext, Size {}

/** A running cluster, and a topic. */
export interface TopicContext {
  readonly local: LocalCluster;
  /** Sees what the cluster says of itself; takes no part. */
  readonly observer: Client;
  readonly topic: string;
  /** Wakes up frozen servers. */
  readonly wake: () => Promise<void>;
}

/** What a run left behind, to be audited. */
export interface FaultRun {
  /** How the fault is known to have hit. */
  readonly hit: string;
  readonly audit: Audit;
  readonly producer?: Stalls;
  readonly group?: Group;
  /** It must come to the end as well, before what it saw is compared. */
  readonly reader?: Reader;
}
