import { version } from '../package/version';
import type { Cluster, Console, JvmResources, Replication, Topic } from './cluster';
import type {
  BrokerConfig,
  ClusterDescription,
  ConsoleDescription,
  ContainerResources,
  TopicDescription,
} from './description';
import { derivedConfig } from './derived-config';
import { heapFor } from './heap';
import { KAFKA_CONFIGS } from './kafka-configs';
import { DEFAULT_KAFKA, kafkaImage, type KafkaVersion } from './kafka-version';
import { clientListener, listenersFor } from './listeners';
import { metadataConfig, metadataListeners, resolveMetadata } from './metadata';
import { localMetricsPort, resolveMetrics } from './metrics';
import { resolvePods } from './pods/resolve-pods';
import { topicMinInSync, replicationFor } from './replication';
import { resolveSecurity } from './security/security';
import { json } from './serde';
import { describedServers } from './servers';
import type { Size } from './units';

/** Room for /tmp and for the container's log files, which Kubernetes rotates at 50 MiB. */
const EPHEMERAL_STORAGE: Size = '256Mi';

const DEFAULT_SERDE = json();

/** Fills in what the description leaves out. Derives, checks nothing. */
export function resolve(description: ClusterDescription): Cluster {
  const {
    topics = {},
    hostPorts = {},
    config = {},
    storage = {},
    resources = {},
    images = {},
    services = {},
    ui = 'kafka-ui',
    kafka = DEFAULT_KAFKA,
  } = description;
  const metrics = resolveMetrics(description);
  const metadata = resolveMetadata(description);
  const brokers = numbered(description.brokers ?? 3).map((id) => {
    const listeners = [...listenersFor(id, description), ...metadataListeners(metadata, id)];
    return { id, listeners, localMetricsPort: metrics && localMetricsPort(clientListener({ listeners }).local.port) };
  });
  const jobs = images.jobs ?? `kafka-streaming/jobs:${version}`;
  const replication = replicationFor(brokers.length);
  return {
    description,
    name: description.name ?? 'kafka',
    kafkaVersion: kafka,
    brokers,
    metadata,
    servers: describedServers(metadata, brokers),
    replication,
    topics: describedTopics(topics).map(([name, topic]) => resolveTopic(name, topic, replication, config)),
    config: { ...known(kafka, { ...derivedConfig(replication), ...metadataConfig(metadata) }), ...texts(config) },
    reachable: description.reachable ?? { from: 'kind' },
    uiPort: hostPorts.ui ?? 8080,
    ui,
    console: resolveConsole(description.console),
    storage: {
      size: storage.size ?? '8Gi',
      zookeeperSize: storage.zookeeperSize ?? '1Gi',
      controllerSize: storage.controllerSize ?? '1Gi',
      className: storage.className,
      retained: storage.retained ?? true,
      ephemeral: storage.ephemeral ?? false,
    },
    resources: {
      broker: jvm(resources.broker, '200m', '640Mi'),
      zookeeper: jvm(resources.zookeeper, '50m', '256Mi'),
      controller: jvm(resources.controller, '100m', '384Mi'),
      ui: jvm(resources.ui, '50m', ui === 'console' ? '128Mi' : '512Mi'),
      readiness: {
        cpu: '10m',
        // A namespace that demands one demands it of every container.
        cpuLimit: resources.broker?.cpuLimit === undefined ? undefined : '100m',
        memory: '96Mi',
        ephemeralStorage: '128Mi',
        ...present(resources.readiness),
      },
      jobs: {
        cpu: '50m',
        cpuLimit: undefined,
        memory: '128Mi',
        ephemeralStorage: EPHEMERAL_STORAGE,
        ...present(resources.jobs),
      },
    },
    images: {
      kafka: images.kafka ?? kafkaImage(kafka),
      zookeeper: images.zookeeper ?? kafkaImage(DEFAULT_KAFKA),
      jobs,
      readiness: images.readiness ?? jobs,
      ui: images.ui ?? 'ghcr.io/kafbat/kafka-ui:v1.5.0',
    },
    pods: resolvePods(description.pods),
    services: { ...services, external: services.external ?? {} },
    networkPolicies: description.networkPolicies ?? true,
    jvm: { broker: [], zookeeper: [], controller: [], ui: [], ...present(description.jvm) },
    logLevels: { broker: {}, zookeeper: {}, controller: {}, ...present(description.logLevels) },
    names: description.names ?? 'plain',
    namespace: description.namespace,
    createNamespace: description.createNamespace ?? false,
    guard: description.guard ?? false,
    readiness: description.readiness ?? 'in-sync',
    metrics,
    security: resolveSecurity(description),
    securityContext: description.securityContext ?? 'restricted',
    zones: description.zones ?? [],
  };
}

const resolveConsole = ({ readOnly = false, hosts = [], password }: ConsoleDescription = {}): Console => ({
  readOnly,
  hosts,
  password: password && { secret: password.secret, key: password.key ?? 'password' },
});

/** An undefined topic is one left out. */
export const describedTopics = (topics: ClusterDescription['topics'] = {}): [string, TopicDescription][] =>
  Object.entries<TopicDescription | undefined>(topics).filter(
    (entry): entry is [string, TopicDescription] => entry[1] !== undefined,
  );

function resolveTopic(
  name: string,
  { partitions = 3, replicationFactor, config = {}, serde = DEFAULT_SERDE }: TopicDescription,
  replication: Replication,
  ofBrokers: BrokerConfig,
): Topic {
  const factor = replicationFactor ?? replication.factor;
  // A minimum that the user asked for is not lowered in silence.
  const derived = ofBrokers['min.insync.replicas'] === undefined ? topicMinInSync(factor, replication.minInSync) : {};
  return {
    name,
    partitions,
    replicationFactor: factor,
    isFactorDerived: replicationFactor === undefined,
    config: { ...derived, ...legible(config) },
    serde,
  };
}

const present = <Fields extends object>(fields: Fields | undefined): Fields =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Fields;

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function jvm(given: ContainerResources | undefined, cpu: string, memory: Size): JvmResources {
  const limit = given?.memory ?? memory;
  return {
    cpu: given?.cpu ?? cpu,
    cpuLimit: given?.cpuLimit,
    memory: limit,
    ephemeralStorage: given?.ephemeralStorage ?? EPHEMERAL_STORAGE,
    heap: given?.heap ?? heapFor(limit),
  };
}

/** What Kafka can be told: an undefined value counts as left out, and anything else is a fault and has no text. */
const legible = <Config extends object>(config: Config): Config =>
  Object.fromEntries(
    Object.entries(config).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  ) as Config;

const known = (version: KafkaVersion, config: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).filter(([name]) => name in KAFKA_CONFIGS[version].brokerConfigs));

const texts = (config: object): Record<string, string> =>
  Object.fromEntries(Object.entries(legible(config)).map(([name, value]) => [name, String(value)]));
