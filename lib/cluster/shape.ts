import type {
  ClusterDescription,
  ConsoleDescription,
  ConsolePassword,
  ContainerResources,
  HostPorts,
  ImagesDescription,
  LabelledObject,
  MetricsDescription,
  ResourcesDescription,
  RulesDescription,
  SecurityDescription,
  StorageDescription,
  TopicDescription,
  UserDescription,
  ZooKeeperDescription,
} from './description';
import { LOG_LEVELS, type JvmDescription, type LogLevelsDescription } from './jvm-description';
import { KAFKA_VERSIONS } from './kafka-version';
import { MAX_BROKERS } from './limits';
import { isPlainObject as isObject } from './plain-copy';
import { podsShape } from './pods/pods-shape';
import type { ExternalServicesDescription, ServicesDescription } from './services-description';
import { faultsOf, fields, type Cases, type Fields, type Leaf, type Shape } from './shapes';
import { isCpu, isSize, MAX_SIZE } from './units';

const text: Leaf = { noun: 'text', check: (value) => typeof value === 'string' && value !== '' };
const textOrNone: Leaf = { noun: 'text', check: (value) => typeof value === 'string' };
const integer: Leaf = { noun: 'a whole number', check: Number.isInteger };
// These two bound how much is derived at all, so they are checked before anything is.
const brokers: Leaf = {
  noun: `a whole number from 1 to ${MAX_BROKERS}`,
  check: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_BROKERS,
};
const voters = (what: string): Leaf => ({
  noun: `1, 3 or 5: ${what} survives no more failures than the odd one below it, and more than 5 servers only slow down what is written`,
  check: (value) => [1, 3, 5].includes(value as number),
});
const ensemble = voters('an even ensemble');
const quorum = voters('an even quorum');
const flag: Leaf = { noun: 'true or false', check: (value) => typeof value === 'boolean' };
const size: Leaf = {
  noun: `a size such as "640Mi" or "8Gi", at most ${MAX_SIZE}`,
  check: (value) => typeof value === 'string' && isSize(value),
};
const texts: Leaf = { noun: 'a list of texts', check: (value) => Array.isArray(value) && value.every(text.check) };
const object: Leaf = { noun: 'an object', check: isObject };
const choice = (...words: string[]): Leaf => ({
  noun: words.length === 1 ? `"${words[0]}"` : `one of ${words.map((word) => `"${word}"`).join(', ')}`,
  check: (value) => words.includes(value as string),
});

const reachable: Cases = {
  noun: '{ from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }',
  by: 'from',
  cases: {
    kind: { fields: { from: text } },
    inside: { fields: { from: text } },
    'load-balancer': { fields: { from: text, hosts: texts } },
  },
};

const serde: Leaf = {
  noun: 'an object with the functions serialise and deserialise',
  check: (value) => {
    try {
      const { serialise, deserialise } = value as Record<string, unknown>;
      return typeof serialise === 'function' && typeof deserialise === 'function';
    } catch {
      return false;
    }
  },
};

const cpu: Leaf = {
  noun: 'cores or millicores, such as "0.5" or "250m"',
  check: (value) => typeof value === 'string' && isCpu(value),
};

const container = fields<ContainerResources>({ cpu, cpuLimit: cpu, memory: size, ephemeralStorage: size, heap: size });

const nodeContainer = fields<NonNullable<ResourcesDescription['jobs']>>({
  cpu,
  cpuLimit: cpu,
  memory: size,
  ephemeralStorage: size,
});

const annotations: Shape = { each: textOrNone };

/** Of what is there or not, with settings or without. */
const orFlag = (shape: Fields): Shape => ({
  noun: 'true, false or an object',
  either: (value) => (isObject(value) ? shape : flag),
});

const security: Shape = {
  noun: '"none" or an object',
  either: (value) =>
    isObject(value)
      ? fields<SecurityDescription>({
          clients: choice('scram', 'mtls'),
          users: { each: fields<UserDescription>({ produce: texts, consume: texts, as: text }) },
        })
      : choice('none'),
};

const labelled = { labels: annotations };
const flags: Shape = { list: text };
const logLevels: Shape = { each: choice(...LOG_LEVELS) };

/** The fields of a ClusterDescription. The compiler knows them too, but not in a cast and not in JavaScript. */
const DESCRIPTION: Shape = fields<ClusterDescription>({
  name: text,
  metadata: choice('zookeeper', 'kraft'),
  kafka: choice(...KAFKA_VERSIONS),
  brokers,
  zookeeper: fields<ZooKeeperDescription>({ replicas: ensemble, tickTimeMs: integer, sessionTimeoutMs: integer }),
  controllers: quorum,
  topics: {
    each: fields<TopicDescription>({ partitions: integer, replicationFactor: integer, config: object, serde }),
  },
  hostPorts: fields<HostPorts>({ zookeeper: integer, brokers: integer, ui: integer }),
  storage: fields<StorageDescription>({
    size,
    zookeeperSize: size,
    controllerSize: size,
    className: textOrNone,
    retained: flag,
    ephemeral: flag,
  }),
  resources: fields<ResourcesDescription>({
    broker: container,
    zookeeper: container,
    controller: container,
    ui: container,
    readiness: nodeContainer,
    jobs: nodeContainer,
  }),
  config: object,
  names: choice('plain', 'prefixed'),
  namespace: text,
  createNamespace: flag,
  guard: flag,
  readiness: choice('in-sync', 'listening'),
  securityContext: choice('restricted', 'platform'),
  ui: choice('kafka-ui', 'console', 'none'),
  console: fields<ConsoleDescription>({
    readOnly: flag,
    hosts: texts,
    password: fields<ConsolePassword>({ secret: text, key: text }, 'secret'),
  }),
  images: fields<ImagesDescription>({ kafka: text, zookeeper: text, jobs: text, readiness: text, ui: text }),
  pods: podsShape,
  services: fields<ServicesDescription>({
    annotations,
    external: fields<ExternalServicesDescription>({
      annotations,
      eachAnnotations: { list: annotations },
      loadBalancerClass: text,
      loadBalancerSourceRanges: { list: text },
      nodePort: integer,
    }),
  }),
  networkPolicies: flag,
  jvm: fields<JvmDescription>({ broker: flags, zookeeper: flags, controller: flags, ui: flags }),
  logLevels: fields<LogLevelsDescription>({ broker: logLevels, zookeeper: logLevels, controller: logLevels }),
  metrics: orFlag(
    fields<MetricsDescription>({
      scrapedBy: annotations,
      podMonitor: orFlag(fields<LabelledObject>(labelled)),
      rules: orFlag(fields<RulesDescription>({ ...labelled, maxLag: integer })),
      dashboard: orFlag(fields<LabelledObject>(labelled)),
    }),
  ),
  security,
  reachable,
  zones: texts,
});

/** Every field of `description` that is unknown or of the wrong type, as sentences. */
export const shapeFaults = (description: unknown): string[] => [...faultsOf('', DESCRIPTION, description)];
