import type { PodKind } from './resolve-pods';

/** What our own pods consist of: no described part may bear such a name. A test compares it with the manifests. */
interface Reserved {
  readonly containers: readonly string[];
  readonly variables: readonly string[];
  readonly volumes: readonly string[];
  readonly folders: readonly string[];
}

const JVM = [
  'KAFKA_HEAP_OPTS',
  'KAFKA_JVM_PERFORMANCE_OPTS',
  'KAFKA_LOG4J_OPTS',
  'KAFKA_OPTS',
  'LOG_DIR',
  'EXTRA_ARGS',
];

export const RESERVED: Readonly<Record<PodKind, Reserved>> = {
  broker: {
    containers: ['broker', 'readiness', 'format-storage', 'metrics-agent'],
    variables: [...JVM, 'BROKERS', 'ZONE'],
    volumes: ['config', 'data', 'metrics-agent', 'tmp'],
    folders: ['/etc/kafka/cluster', '/var/lib/kafka/data', '/opt/metrics', '/tmp'],
  },
  zookeeper: {
    containers: ['zookeeper'],
    variables: [...JVM, 'BROKERS'],
    volumes: ['config', 'data', 'tmp'],
    folders: ['/etc/kafka/cluster', '/var/lib/zookeeper', '/tmp'],
  },
  controller: {
    containers: ['controller', 'format-storage'],
    variables: [...JVM, 'BROKERS'],
    volumes: ['config', 'data', 'tmp'],
    folders: ['/etc/kafka/cluster', '/var/lib/kafka/data', '/tmp'],
  },
  ui: {
    containers: ['kafka-ui'],
    // Of kafka-ui, then of the console.
    variables: [
      ...['KAFKA_CLUSTERS_0_NAME', 'KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS', 'DYNAMIC_CONFIG_ENABLED', 'JAVA_OPTS'],
      ...['KAFKA_BROKERS', 'DEADLINE_MS', 'CONSOLE_LISTEN', 'CONSOLE_PORT'],
      ...['CONSOLE_HOSTS', 'CONSOLE_PASSWORD_FILE', 'CONSOLE_READ_ONLY'],
    ],
    volumes: ['password', 'tmp'],
    folders: ['/etc/kafka/console', '/tmp'],
  },
  jobs: {
    containers: ['produce', 'consume', 'topics'],
    variables: ['KAFKA_BROKERS', 'TOPIC', 'MESSAGE_COUNT', 'TOPICS_FOLDER', 'IN_OWN_NAMESPACE'],
    volumes: ['topics', 'tmp'],
    folders: ['/etc/kafka/topics', '/tmp'],
  },
};
