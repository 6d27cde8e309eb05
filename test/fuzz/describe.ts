import type { ClusterDescription } from '../../lib/cluster';
import type { Definition } from '../../lib/cluster/config-faults';
import { brokerConfigs, topicConfigs } from '../../lib/cluster/kafka-configs';
import { unsupported } from '../../lib/cluster/unsupported-config';
import { settings } from './describe-settings';
import type { Random } from './random';

const NAMES = ['kafka', 'a', '0', '007', '1e3', 'on', 'null', 'y', '0x1f', '0b1', '1-2', 'k'.repeat(49)];
const TOPICS = ['test', 'orders', 'a.b-c', 'com.example.orders-v1_x', '9', 'null', 'x'.repeat(249), 'constructor'];
const ZONES = ['a', 'b', 'c', 'DC1', 'AZ_1', 'eu.west', 'no', '1e3', '1_000', '0x1f', '12e03', '1.5', '2001-01-01'];
const SIZES = ['256Mi', '300Mi', '512Mi', '1Gi', '3000000Ki', '8Gi', '1Ti'] as const;
const IMAGES = [
  'apache/kafka:3.9.2',
  'localhost:5000/kafka:3.9.2',
  'registry.example.com/team/kafka__x/a-b.c:V1.2_x-y',
  'Registry.Example.com:443/kafka:1',
  '[2001:db8::1]:5000/kafka:1',
  `ghcr.io/kafka@sha256:${'0af'.repeat(21)}1`,
  `kafka:1@sha256:${'0'.repeat(64)}`,
  '12:30',
];
const HOSTS = [
  'b1.example.com',
  'B2.Example.com',
  'localhost',
  '10.0.0.1',
  '2001:db8::1',
  '::1',
  'x-1',
  '1a.b',
  'b9.example.com',
];
const CPUS = ['1', '250m', '0.5', '2.125', '10'];

/** What somebody might want: right as far as its author knows, and not small. */
export function plausible(random: Random): ClusterDescription {
  const brokers = random.pick([1, 2, 3, 3, 4, 5, 9]);
  const maybe = <Value>(make: () => Value): Value | undefined => (random.chance(0.35) ? make() : undefined);
  const container = () => ({ cpu: random.pick(CPUS), memory: random.pick(SIZES.slice(2)) });
  const description = {
    brokers,
    name: maybe(() => random.pick(NAMES)),
    namespace: maybe(() => random.pick(NAMES)),
    zookeeper: maybe(() => ({
      replicas: random.pick([1, 3, 5] as const),
      tickTimeMs: random.pick([100, 1000, 2000, 3000]),
      sessionTimeoutMs: random.pick([6000, 9000, 18_000]),
    })),
    topics: Object.fromEntries(random.some(TOPICS, 0.3).map((name) => [name, topic(random, brokers)])),
    hostPorts: maybe(() => ({
      brokers: random.pick([9091, 12_000, 19_085, 22_000, 2181]),
      zookeeper: random.pick([2181, 3181, 12_181]),
      ui: random.pick([8080, 9090, 30_000]),
    })),
    storage: maybe(() => ({
      size: random.pick(['1Gi', '8Gi', '64Ti'] as const),
      className: random.pick(['fast', 'a.b-c', '1e3', 'null']),
      retained: random.chance(0.5),
      ephemeral: random.chance(0.2),
    })),
    resources: maybe(() => ({
      broker: container(),
      zookeeper: container(),
      ui: container(),
      jobs: { memory: '128Mi' as const },
    })),
    config: maybe(() => config(random, brokerConfigs)),
    images: maybe(() => ({ kafka: random.pick(IMAGES), ui: random.pick(IMAGES) })),
    reachable: maybe(() =>
      random.pick([
        { from: 'kind' },
        { from: 'inside' },
        { from: 'load-balancer', hosts: HOSTS.slice(0, brokers) },
      ] as const),
    ),
    zones: maybe(() => random.some(ZONES, 0.2)),
    ...settings(random, brokers),
  };
  return JSON.parse(JSON.stringify(description)) as ClusterDescription;
}

const topic = (random: Random, brokers: number) => ({
  partitions: random.pick([1, 3, 12, 100]),
  ...(random.chance(0.3) ? { replicationFactor: random.integer(1, brokers) } : {}),
  ...(random.chance(0.5) ? { config: config(random, topicConfigs) } : {}),
});

function config(random: Random, definitions: Readonly<Record<string, Definition & { readonly default?: number }>>) {
  const names = Object.keys(definitions).filter(
    (name) => unsupported(name, 'zookeeper') === undefined && !DERIVED.test(name),
  );
  const chosen = Array.from({ length: random.integer(1, 6) }, () => random.pick(names));
  return Object.fromEntries(chosen.map((name) => [name, value(random, name, definitions[name]!)]));
}

/** Of those the description makes its own. */
const DERIVED =
  /listener|broker\.id|node\.id|broker\.rack|reserved|^log\.dirs?$|zookeeper\.(connect|session)|security\.inter|factor$|isr$|min\.insync/;

/** Around the default, and as far as Kafka's definition goes. */
function value(random: Random, name: string, definition: Definition & { readonly default?: number }): unknown {
  const { type, min, max, or, oneOf, eachOf } = definition;
  if (type === 'boolean') return random.chance(0.5);
  if (oneOf) return random.pick(oneOf);
  if (eachOf) return eachOf[0];
  if (TEXTS[name] !== undefined) return random.pick(TEXTS[name]);
  const usual = definition.default ?? 1000;
  const near = [usual, usual, usual, usual * 2, Math.ceil(usual / 2), min ?? usual, max ?? usual, or ?? usual];
  return random.chance(0.85) ? random.pick(near) : random.pick([0, 1, -1, 2 ** 31 - 1, 2 ** 31, 2 ** 40, 2 ** 63]);
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'follower.replication.throttled.replicas': ['*', '0:1', '0:1,1:2'],
  'leader.replication.throttled.replicas': ['*', '0:1', '0:1,1:2'],
  'inter.broker.protocol.version': ['3.9', '3.0', '2.8', '2.0'],
  'max.connections.per.ip.overrides': ['10.0.0.1:20', '::1:5,10.0.0.2:1'],
  'metric.reporters': ['org.apache.kafka.common.metrics.JmxReporter'],
  'metrics.recording.level': ['INFO', 'DEBUG'],
  'replica.selector.class': ['org.apache.kafka.common.replica.RackAwareReplicaSelector'],
};
