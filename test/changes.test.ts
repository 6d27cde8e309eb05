import {
  changesBetween,
  defineCluster,
  factsOf,
  type ClusterDescription,
  type Effect,
  type FieldPath,
} from '../lib/cluster';
import { fields } from '../lib/cluster/changes/fields';
import { withPartsOf } from '../lib/cluster/changes/parts-there';
import { manifestsOf, type Manifest, type Spec } from '../lib/kubernetes/testing/manifests';
import { serversOf } from '../lib/local/servers/server';

type Pair = readonly [before: ClusterDescription, after: ClusterDescription];
const test1 = { topics: { test: { partitions: 3 } } } satisfies ClusterDescription;

const KRAFT = { metadata: 'kraft' } satisfies ClusterDescription;
const CONTROLLERS = { ...KRAFT, controllers: 3 } satisfies ClusterDescription;
const CONSOLE = { ui: 'console' } satisfies ClusterDescription;
const BALANCED = { from: 'load-balancer', hosts: ['a', 'b', 'c'] } as const;

/** Two descriptions that differ in the one field, for each field and direction that the table knows. */
const examples: Readonly<Record<FieldPath, readonly Pair[]>> = {
  name: [[{}, { name: 'orders' }]],
  metadata: [[{}, KRAFT]],
  kafka: [
    [KRAFT, { ...KRAFT, kafka: '4.3.1' }],
    [
      { ...KRAFT, ...test1, kafka: '4.3.1' },
      { ...KRAFT, ...test1 },
    ],
  ],
  brokers: [
    [{ brokers: 4 }, { brokers: 5 }],
    [{ brokers: 5 }, { brokers: 4 }],
  ],
  'zookeeper.replicas': [
    [{}, { zookeeper: { replicas: 3 } }],
    [{ zookeeper: { replicas: 3 } }, { zookeeper: { replicas: 5 } }],
    [{ zookeeper: { replicas: 3 } }, {}],
  ],
  'zookeeper.tickTimeMs': [[{}, { zookeeper: { tickTimeMs: 1000 } }]],
  'zookeeper.sessionTimeoutMs': [[{}, { zookeeper: { sessionTimeoutMs: 9000 } }]],
  controllers: [[CONTROLLERS, { ...KRAFT, controllers: 1 }]],
  topics: [
    [test1, { topics: { ...test1.topics, more: {} } }],
    [{ topics: { ...test1.topics, more: {} } }, test1],
  ],
  'topics.partitions': [
    [test1, { topics: { test: { partitions: 4 } } }],
    [{ topics: { test: { partitions: 4 } } }, test1],
  ],
  'topics.replicationFactor': [[test1, { topics: { test: { partitions: 3, replicationFactor: 1 } } }]],
  'topics.config': [[test1, { topics: { test: { partitions: 3, config: { 'retention.ms': 1000 } } } }]],
  'topics.serde': [[test1, test1]],
  'hostPorts.zookeeper': [[{}, { hostPorts: { zookeeper: 3181 } }]],
  'hostPorts.brokers': [[{}, { hostPorts: { brokers: 10_091 } }]],
  'hostPorts.ui': [[{}, { hostPorts: { ui: 8090 } }]],
  'storage.size': [[{}, { storage: { size: '16Gi' } }]],
  'storage.zookeeperSize': [[{}, { storage: { zookeeperSize: '2Gi' } }]],
  'storage.controllerSize': [[CONTROLLERS, { ...CONTROLLERS, storage: { controllerSize: '2Gi' } }]],
  'storage.className': [[{}, { storage: { className: 'fast' } }]],
  'storage.ephemeral': [[{}, { storage: { ephemeral: true } }]],
  'storage.retained': [[{}, { storage: { retained: false } }]],
  'resources.broker.cpu': [[{}, { resources: { broker: { cpu: '1' } } }]],
  'resources.broker.cpuLimit': [[{}, { resources: { broker: { cpuLimit: '2' } } }]],
  'resources.broker.memory': [[{}, { resources: { broker: { memory: '1Gi' } } }]],
  'resources.broker.heap': [[{}, { resources: { broker: { heap: '320Mi' } } }]],
  'resources.zookeeper.cpu': [[{}, { resources: { zookeeper: { cpu: '1' } } }]],
  'resources.zookeeper.cpuLimit': [[{}, { resources: { zookeeper: { cpuLimit: '2' } } }]],
  'resources.zookeeper.memory': [[{}, { resources: { zookeeper: { memory: '512Mi' } } }]],
  'resources.zookeeper.heap': [[{}, { resources: { zookeeper: { heap: '128Mi' } } }]],
  'resources.controller.cpu': [[CONTROLLERS, { ...CONTROLLERS, resources: { controller: { cpu: '1' } } }]],
  'resources.controller.cpuLimit': [[CONTROLLERS, { ...CONTROLLERS, resources: { controller: { cpuLimit: '2' } } }]],
  'resources.controller.memory': [[CONTROLLERS, { ...CONTROLLERS, resources: { controller: { memory: '512Mi' } } }]],
  'resources.controller.heap': [[CONTROLLERS, { ...CONTROLLERS, resources: { controller: { heap: '128Mi' } } }]],
  'resources.controller.ephemeralStorage': [
    [CONTROLLERS, { ...CONTROLLERS, resources: { controller: { ephemeralStorage: '1Gi' } } }],
  ],
  'resources.ui.cpu': [[{}, { resources: { ui: { cpu: '1' } } }]],
  'resources.ui.cpuLimit': [[{}, { resources: { ui: { cpuLimit: '2' } } }]],
  'resources.ui.memory': [[{}, { resources: { ui: { memory: '1Gi' } } }]],
  'resources.ui.heap': [[{}, { resources: { ui: { heap: '256Mi' } } }]],
  'resources.broker.ephemeralStorage': [[{}, { resources: { broker: { ephemeralStorage: '1Gi' } } }]],
  'resources.zookeeper.ephemeralStorage': [[{}, { resources: { zookeeper: { ephemeralStorage: '1Gi' } } }]],
  'resources.ui.ephemeralStorage': [[{}, { resources: { ui: { ephemeralStorage: '1Gi' } } }]],
  'resources.readiness.cpu': [[{}, { resources: { readiness: { cpu: '20m' } } }]],
  'resources.readiness.cpuLimit': [[{}, { resources: { readiness: { cpuLimit: '200m' } } }]],
  'resources.readiness.memory': [[{}, { resources: { readiness: { memory: '128Mi' } } }]],
  'resources.readiness.ephemeralStorage': [[{}, { resources: { readiness: { ephemeralStorage: '256Mi' } } }]],
  'resources.jobs.ephemeralStorage': [[test1, { ...test1, resources: { jobs: { ephemeralStorage: '1Gi' } } }]],
  'resources.jobs.cpu': [[test1, { ...test1, resources: { jobs: { cpu: '1' } } }]],
  'resources.jobs.cpuLimit': [[test1, { ...test1, resources: { jobs: { cpuLimit: '2' } } }]],
  'resources.jobs.memory': [[test1, { ...test1, resources: { jobs: { memory: '256Mi' } } }]],
  config: [
    [{}, { config: { 'log.retention.hours': 24 } }],
    [{}, { config: { 'offsets.retention.minutes': 60 } }],
    [{}, { config: { 'unclean.leader.election.enable': true } }],
    [{}, { config: { 'log.retention.hours': 240 } }],
  ],
  'pods.all': [[{}, { pods: { all: { priorityClassName: 'data' } } }]],
  'pods.broker': [[{}, { pods: { broker: { nodeSelector: { disk: 'nvme' } } } }]],
  'pods.zookeeper': [[{}, { pods: { zookeeper: { env: { TZ: 'UTC' } } } }]],
  'pods.controller': [[CONTROLLERS, { ...CONTROLLERS, pods: { controller: { env: { TZ: 'UTC' } } } }]],
  'pods.ui': [[{}, { pods: { ui: { labels: { team: 'orders' } } } }]],
  'pods.jobs': [[test1, { ...test1, pods: { jobs: { imagePullPolicy: 'Always' } } }]],
  'services.annotations': [[{}, { services: { annotations: { team: 'orders' } } }]],
  'services.external.annotations': [[{}, { services: { external: { annotations: { team: 'orders' } } } }]],
  'services.external.eachAnnotations': [[{}, { services: { external: { eachAnnotations: [{}, { a: 'b' }, {}] } } }]],
  'services.external.loadBalancerClass': [
    [{ reachable: BALANCED }, { reachable: BALANCED, services: { external: { loadBalancerClass: 'internal' } } }],
  ],
  'services.external.loadBalancerSourceRanges': [
    [
      { reachable: BALANCED },
      { reachable: BALANCED, services: { external: { loadBalancerSourceRanges: ['10.0.0.0/8'] } } },
    ],
  ],
  'services.external.nodePort': [[{}, { services: { external: { nodePort: 31_091 } } }]],
  networkPolicies: [[{}, { networkPolicies: false }]],
  'jvm.broker': [[{}, { jvm: { broker: ['-Xss512k'] } }]],
  'jvm.zookeeper': [[{}, { jvm: { zookeeper: ['-Xss512k'] } }]],
  'jvm.controller': [[CONTROLLERS, { ...CONTROLLERS, jvm: { controller: ['-Xss512k'] } }]],
  'jvm.ui': [[{}, { jvm: { ui: ['-Xss512k'] } }]],
  'logLevels.broker': [[{}, { logLevels: { broker: { root: 'WARN' } } }]],
  'logLevels.zookeeper': [[{}, { logLevels: { zookeeper: { 'org.apache.zookeeper': 'INFO' } } }]],
  'logLevels.controller': [[CONTROLLERS, { ...CONTROLLERS, logLevels: { controller: { root: 'WARN' } } }]],
  names: [[{}, { names: 'prefixed' }]],
  namespace: [[{}, { namespace: 'streaming' }]],
  createNamespace: [[{ namespace: 'streaming' }, { namespace: 'streaming', createNamespace: true }]],
  guard: [[{ namespace: 'streaming' }, { namespace: 'streaming', guard: true }]],
  readiness: [[{}, { readiness: 'listening' }]],
  metrics: [[{}, { metrics: true }]],
  'metrics.scrapedBy': [[{ metrics: true }, { metrics: { scrapedBy: { app: 'prometheus' } } }]],
  'metrics.podMonitor': [[{ metrics: true }, { metrics: { podMonitor: true } }]],
  'metrics.rules': [[{ metrics: { rules: true } }, { metrics: { rules: { maxLag: 100 } } }]],
  'metrics.dashboard': [[{ metrics: true }, { metrics: { dashboard: true } }]],
  security: [[{}, { security: {} }]],
  'security.clients': [[{ security: {} }, { security: { clients: 'mtls' } }]],
  'security.users': [[{ security: {} }, { security: { users: { billing: {} } } }]],
  securityContext: [[{}, { securityContext: 'platform' }]],
  ui: [
    [{}, { ui: 'none' }],
    [{}, { ui: 'console' }],
  ],
  'console.readOnly': [[CONSOLE, { ...CONSOLE, console: { readOnly: true } }]],
  'console.hosts': [
    [
      { ...CONSOLE, console: { password: { secret: 'a' } } },
      { ...CONSOLE, console: { password: { secret: 'a' }, hosts: ['kafka.example.com'] } },
    ],
  ],
  'console.password.secret': [[CONSOLE, { ...CONSOLE, console: { password: { secret: 'a' } } }]],
  'console.password.key': [
    [
      { ...CONSOLE, console: { password: { secret: 'a' } } },
      { ...CONSOLE, console: { password: { secret: 'a', key: 'token' } } },
    ],
  ],
  'images.kafka': [[{}, { images: { kafka: 'registry.example/kafka:3.9.2' } }]],
  'images.zookeeper': [[{}, { images: { zookeeper: 'registry.example/kafka:3.9.2' } }]],
  'images.jobs': [[test1, { ...test1, images: { jobs: 'registry.example/jobs:1' } }]],
  'images.readiness': [[{}, { images: { readiness: 'registry.example/jobs:1' } }]],
  'images.ui': [[{}, { images: { ui: 'registry.example/ui:1' } }]],
  reachable: [[{}, { reachable: { from: 'inside' } }]],
  zones: [[{}, { zones: ['a', 'b', 'c'] }]],
};

const fail = (path: string): never => {
  throw new Error(`no example of a change of ${path}`);
};

const walked = Object.entries(fields).flatMap(([path, { rows }]) =>
  rows.map((row, index) => ({
    title: row.when === undefined ? path : `${path}, ${row.when}`,
    path: path as FieldPath,
    row,
    pair: examples[path as FieldPath][index] ?? fail(path),
  })),
);

describe.each(walked)('a change of $title', ({ path, row, pair: [before, after] }) => {
  const isRecorded = [before, after].some((description) => factsOf(defineCluster(description))[path] !== null);
  const facts = factsOf(defineCluster(after));
  const [kubernetes, local] = [row.kubernetes, row.local].map((effect) => withPartsOf(facts, effect)) as [
    Effect,
    Effect,
  ];
  // No manifests are made of them yet.
  const isWithout = ({ metadata, security }: ClusterDescription) => metadata === 'kraft' || security !== undefined;
  const testManifests = [before, after].some(isWithout) ? test.skip : test;

  if (isRecorded)
    test('is found in the facts, and nothing else but what is derived from it', () => {
      for (const target of ['kubernetes', 'local'] as const) {
        const found = changesBetween(factsOf(defineCluster(before)), facts, target);
        const effect = { kubernetes, local }[target];
        expect(found).toContainEqual(expect.objectContaining({ field: path, effect }));
      }
    });

  testManifests('does to the manifests what the table says', () => expectOnKubernetes(kubernetes, before, after));
  test('does to the servers of this machine what the table says', () => expectLocally(local, before, after));
});

const PARTS = { brokers: 'broker', controllers: 'controller', ZooKeeper: 'zookeeper', 'Kafka UI': 'kafka-ui' } as const;

function expectOnKubernetes(effect: Effect, before: ClusterDescription, after: ClusterDescription): void {
  const [old, now] = [manifestsOf(before), manifestsOf(after)];
  const isChanged = (part: (spec: Spec) => unknown) => (name: string) => {
    const [before, after] = [old, now].map((manifests) => workload(manifests, name)?.spec);
    // What is in none of the manifests any more stays as it is.
    return after !== undefined && JSON.stringify(part(before!)) !== JSON.stringify(part(after));
  };
  const rolled = Object.values(PARTS).filter(isChanged(({ template }) => template));
  switch (effect.does) {
    case 'nothing':
      expect(specs(now)).toEqual(expect.objectContaining(specs(old)));
      return;
    case 'applied':
      expect(rolled).toEqual([]);
      return;
    case 'rolled':
      expect(rolled.sort()).toEqual(effect.parts.map((part) => PARTS[part]).sort());
      return;
    case 'elsewhere':
      expect(workload(now, 'broker')!.metadata.namespace).not.toBe(workload(old, 'broker')!.metadata.namespace);
      return;
    case 'refused':
      // By Kubernetes itself, because something is taken away, or since brokers would remove messages.
      expect(
        [PARTS.brokers, PARTS.ZooKeeper].some(
          isChanged(({ selector, volumeClaimTemplates }) => [selector, volumeClaimTemplates]),
        ) ||
          // Other names are other objects.
          workload(now, PARTS.brokers)!.metadata.name !== workload(old, PARTS.brokers)!.metadata.name ||
          [PARTS.brokers, PARTS.ZooKeeper].some(isChanged(({ replicas }) => replicas)) ||
          before.topics !== undefined ||
          after.config !== undefined,
      ).toBe(true);
  }
}

function expectLocally(effect: Effect, before: ClusterDescription, after: ClusterDescription): void {
  const [old, now] = [before, after].map((description) => serversOf(defineCluster(description), '/data')) as [
    ReturnType<typeof serversOf>,
    ReturnType<typeof serversOf>,
  ];
  const changed = Object.keys(LOCAL_ROLES).filter((part) => {
    const role = LOCAL_ROLES[part as keyof typeof LOCAL_ROLES];
    return old.some((server) => {
      const same = now.find(({ name }) => name === server.name);
      return server.role === role && same !== undefined && startOf(server) !== startOf(same);
    });
  });
  switch (effect.does) {
    case 'nothing':
    case 'applied':
      expect(changed).toEqual([]);
      return;
    case 'restarted':
    case 'stopped':
      expect(changed.sort()).toEqual([...effect.parts].sort());
      return;
    case 'elsewhere':
      expect(now[0]!.path).not.toBe(old[0]!.path);
      return;
    case 'refused':
      expect(now.length < old.length || before.topics !== undefined || after.config !== undefined).toBe(true);
      return;
    case 'rolled':
      throw new Error('nothing is rolled on this machine');
  }
}

const LOCAL_ROLES = { brokers: 'broker', controllers: 'controller', ZooKeeper: 'zookeeper' } as const;
const startOf = ({ properties, flags, logging }: ReturnType<typeof serversOf>[number]): string =>
  JSON.stringify([properties, flags, logging]);

const workload = (manifests: readonly Manifest[], name: string): Manifest | undefined =>
  manifests.find(
    ({ kind, metadata }) =>
      ['StatefulSet', 'Deployment'].includes(kind) && metadata.labels?.['app.kubernetes.io/component'] === name,
  );

/** By kind and name; the Job of the topics and what it reads have names of their own for each set of them. */
const specs = (manifests: readonly Manifest[]): Record<string, unknown> =>
  Object.fromEntries(
    manifests
      .filter(({ metadata }) => !metadata.name.startsWith('topics-'))
      .map(({ kind, metadata, spec, data }) => [`${kind}/${metadata.name}`, spec ?? data]),
  );
