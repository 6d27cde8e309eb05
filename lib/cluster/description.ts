import type { ConsoleDescription } from './console-description';
import type { brokerConfigs as brokerConfigs39, topicConfigs as topicConfigs39 } from './kafka-configs/kafka-3.9.2';
import type { brokerConfigs as brokerConfigs43, topicConfigs as topicConfigs43 } from './kafka-configs/kafka-4.3.1';
import type { JvmDescription, LogLevelsDescription } from './jvm-description';
import type { MetricsDescription } from './metrics-description';
import type { KafkaVersion } from './kafka-version';
import type { PodsDescription } from './pods/description';
import type { SecurityDescription } from './security/description';
import type { Serde } from './serde';
import type { ResourcesDescription, StorageDescription } from './resources-description';
import type { ServicesDescription } from './services-description';

export type * from './console-description';
export type * from './metrics-description';
export type * from './resources-description';
export type * from './security/description';

/** What the user writes in cluster.ts. Everything left out is derived or has the default that is given here. */
export interface ClusterDescription {
  /** Names the data folder of the local run and the kind cluster. @default 'kafka' */
  readonly name?: string;

  /**
   * Who keeps the cluster's metadata: an ensemble of ZooKeeper, or Kafka's own controllers (KRaft), which Kafka 4 has alone. A cluster
   * that has data stays with what it began with. @default 'zookeeper'
   */
  readonly metadata?: 'zookeeper' | 'kraft';

  /** The version of the brokers and controllers, which `images.kafka` must be of too. 4.3.1 needs `metadata: 'kraft'`. @default '3.9.2' */
  readonly kafka?: KafkaVersion;

  /** Brokers with the ids 1, 2, 3 …: 1 to 9 where they are reachable from kind, elsewhere up to 99. @default 3 */
  readonly brokers?: number;

  readonly zookeeper?: ZooKeeperDescription;

  /**
   * Of `metadata: 'kraft'`: servers that are controllers and nothing else, with the ids 101, 102 …: 1, 3 (survives one failure) or 5
   * (two). The loss of one costs half a second; brokers that are controllers too are cheaper, and lose ten seconds.
   * @default - none: the brokers, 1 or 3 of them, are the controllers too
   */
  readonly controllers?: 1 | 3 | 5;

  /** Topics by name; made so whenever the cluster starts, never deleted or shrunk. @default - no topics */
  readonly topics?: Readonly<Record<string, TopicDescription>>;

  readonly hostPorts?: HostPorts;
  readonly storage?: StorageDescription;
  readonly resources?: ResourcesDescription;

  /** Broker properties by Kafka's own names, over the derived ones. @see https://kafka.apache.org/39/documentation.html#brokerconfigs */
  readonly config?: BrokerConfig;

  /**
   * What Kubernetes objects are called: `plain` (`broker`, `kafka-ui`, `cronjob/produce`), or `prefixed` by the name of the cluster
   * (`orders-broker`), so that one namespace holds several. The name is then at most 42 letters and begins with one.
   * @default 'plain'
   */
  readonly names?: 'plain' | 'prefixed';

  /** Kubernetes namespace. @default - none in the manifests: they go where `kubectl apply` sends them */
  readonly namespace?: string;

  /**
   * Writes the Namespace too, into a file of its own, with Pod Security `restricted`: for a namespace of this cluster alone, as the
   * standard binds everybody in it. With it comes an admission policy (Kubernetes 1.30 or later) that refuses to delete it: so
   * `kubectl delete -f dist` says so, deletes all else and leaves the namespace, the volumes and what others have in it. The policy
   * goes with all else: a second time the namespace is deleted too, unless `--selector app.kubernetes.io/component!=namespace` leaves
   * both out. Both belong to the whole Kubernetes cluster: who may not make such objects leaves this out.
   * @default false - the namespace is there, or made by hand
   */
  readonly createNamespace?: boolean;

  /**
   * Has Kubernetes (1.30 or later) itself refuse what loses data, whoever asks: fewer brokers or ZooKeeper servers than there are,
   * and objects of this cluster taken over by another one. The admission policies belong to the whole Kubernetes cluster, so they
   * are in a file of their own, and the namespace must be described. Without them, fewer brokers applied by hand leave with
   * replicas that may be the only ones; their volumes stay, and as many brokers as before bring them back.
   * @default false - installing them takes rights over the whole Kubernetes cluster
   */
  readonly guard?: boolean;

  /**
   * As whom the pods run: `restricted` fixes the images' user 1000; `platform` names none, for platforms that choose one for each
   * namespace and refuse others (OpenShift). Pod Security `restricted` holds for both.
   * @default 'restricted'
   */
  readonly securityContext?: 'restricted' | 'platform';

  /**
   * The Kafka UI in Kubernetes: kafbat's `kafka-ui`; our `console`, which runs from the image of the jobs in a quarter of its memory; or
   * `none`. Both are Service `kafka-ui`, port 8080. No meaning for the local run, which has the console.
   * @default 'kafka-ui'
   */
  readonly ui?: 'kafka-ui' | 'console' | 'none';

  /** Of `ui: 'console'`. */
  readonly console?: ConsoleDescription;

  readonly images?: ImagesDescription;
  readonly pods?: PodsDescription;
  readonly services?: ServicesDescription;

  /**
   * Whether NetworkPolicies refuse the pods all traffic but what they need. Those that are there already are not deleted by
   * `kubectl apply`. @default true
   */
  readonly networkPolicies?: boolean;

  readonly jvm?: JvmDescription;
  readonly logLevels?: LogLevelsDescription;

  /**
   * When the pod of a broker is ready, and so the next one may leave in a roll or a drain: `in-sync` once it is in sync in every
   * partition that it replicates, as long as it is, which a container of the image of the jobs beside it finds out; `listening` once
   * its port is open, whatever it lacks. No meaning for the local run.
   * @default 'in-sync'
   */
  readonly readiness?: 'in-sync' | 'listening';

  /**
   * Whether brokers tell Prometheus how they are: a Java agent in each, and in Kubernetes the container that tells whether it is in sync.
   * On this machine broker N is asked at 127.0.0.1, port `hostPorts.brokers` + 20100 + N - 1; in Kubernetes at the ports `broker-metrics`
   * and `readiness` of its pod. `true` for all defaults. @default - they do not
   */
  readonly metrics?: boolean | MetricsDescription;

  /**
   * Who gets in, and what they may do: `none` lets in all that reach a port and has them do all. Of the local run only, so far: no
   * manifests are written of a cluster that has it. @default - none
   */
  readonly security?: 'none' | SecurityDescription;

  /** Where clients outside Kubernetes reach the brokers from. @default { from: 'kind' } */
  readonly reachable?: Reachable;

  /**
   * Zones to spread the brokers over, as the label `topology.kubernetes.io/zone` of the nodes names them: kind gets one worker per zone, `broker.rack` is the zone of the broker's node.
   * @default - one node, no racks
   */
  readonly zones?: readonly string[];
}

export interface ZooKeeperDescription {
  /** Servers of the ensemble: 1, 3 (survives one failure) or 5 (two). @default 1 */
  readonly replicas?: 1 | 3 | 5;

  /** ZooKeeper's unit of time, milliseconds. @default 2000 */
  readonly tickTimeMs?: number;

  /**
   * How long a silent broker is still taken for alive, milliseconds: bounds the stall after a kill. ZooKeeper clamps it to 2–20 ticks.
   * @default 6000
   */
  readonly sessionTimeoutMs?: number;
}

/** `topic<Order>({ … })` describes one whose values have a type. */
export interface TopicDescription<Value = unknown> {
  /** @default 3 */
  readonly partitions?: number;

  /** Copies of each partition. @default - 3, or the number of brokers if that is less */
  readonly replicationFactor?: number;

  /**
   * Topic properties by Kafka's own names, over the brokers'. With a lower `replicationFactor` than other topics' comes a lower
   * `min.insync.replicas`: 1, or one less than the factor. @see https://kafka.apache.org/39/documentation.html#topicconfigs
   */
  readonly config?: TopicConfig;

  /** How typed clients write values as bytes and read them back. @default - JSON */
  readonly serde?: Serde<Value>;
}

/** Ports on 127.0.0.1 of the machine that the user sits at, for the local run and for kind alike. */
export interface HostPorts {
  /** First ZooKeeper server; server N of a local ensemble gets this + N - 1. No meaning in KRaft. @default 2181 */
  readonly zookeeper?: number;

  /**
   * Broker 1; broker N gets this + N - 1, its INTERNAL listener of the local run 10000 more, and the Nth controller of a KRaft cluster
   * 20000 more. @default 9091
   */
  readonly brokers?: number;

  /** Kafka UI. @default 8080 */
  readonly ui?: number;
}

export interface ImagesDescription {
  /** Brokers, and controllers. @default 'apache/kafka:3.9.2', or of the version that `kafka` says */
  readonly kafka?: string;
  /**
   * ZooKeeper; the same image with another start. A field of its own, and not by default that of the brokers: a change of theirs
   * that fails stops at the last broker, and leaves ZooKeeper and the others serving. @default 'apache/kafka:3.9.2'
   */
  readonly zookeeper?: string;
  /** Jobs, the console, and what tells whether brokers are in sync; built from jobs/Dockerfile by `npm run images`. @default 'kafka-streaming/jobs:<version of this package>' */
  readonly jobs?: string;
  /** What tells whether brokers are in sync, where the jobs' image changes more often than brokers may roll. @default - that of the jobs */
  readonly readiness?: string;
  /** Of `ui: 'kafka-ui'`. @default 'ghcr.io/kafbat/kafka-ui:v1.5.0' */
  readonly ui?: string;
}

export type Reachable =
  /** From the machine that runs kind, at localhost and the host ports, by NodePorts and kind's port mappings. */
  | { readonly from: 'kind' }
  /** Through one load balancer per broker: `hosts` are their DNS names or IP addresses, broker 1 first. */
  | { readonly from: 'load-balancer'; readonly hosts: readonly string[] }
  /** From inside Kubernetes only. */
  | { readonly from: 'inside' };

interface ValueOf {
  boolean: boolean;
  int: number;
  short: number;
  long: number;
  double: number;
  string: string;
  list: string;
  class: string;
  password: string;
}
type Config<Definitions extends Record<string, { type: keyof ValueOf }>> = {
  readonly [Name in keyof Definitions]?: ValueOf[Definitions[Name]['type']];
};

/** Of every version: what the one that is described does not know is told. */
export type BrokerConfig = Config<typeof brokerConfigs39> & Config<typeof brokerConfigs43>;
export type TopicConfig = Config<typeof topicConfigs39> & Config<typeof topicConfigs43>;
