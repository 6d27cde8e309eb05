import { defineCluster } from './index';

test('containers get as much as they need to serve, unless more or less is described', () => {
  const { resources } = defineCluster({});
  expect(resources).toEqual({
    broker: { cpu: '200m', cpuLimit: undefined, memory: '640Mi', ephemeralStorage: '256Mi', heap: '256Mi' },
    zookeeper: { cpu: '50m', cpuLimit: undefined, memory: '256Mi', ephemeralStorage: '256Mi', heap: '96Mi' },
    controller: { cpu: '100m', cpuLimit: undefined, memory: '384Mi', ephemeralStorage: '256Mi', heap: '144Mi' },
    ui: { cpu: '50m', cpuLimit: undefined, memory: '512Mi', ephemeralStorage: '256Mi', heap: '192Mi' },
    readiness: { cpu: '10m', cpuLimit: undefined, memory: '96Mi', ephemeralStorage: '128Mi' },
    jobs: { cpu: '50m', cpuLimit: undefined, memory: '128Mi', ephemeralStorage: '256Mi' },
  });
  const described = { cpu: '1', cpuLimit: '2', memory: '1Gi', ephemeralStorage: '1Gi' } as const;
  const own = defineCluster({ resources: { broker: { ...described, heap: '512Mi' }, jobs: described } }).resources;
  expect([own.broker, own.jobs]).toEqual([{ ...described, heap: '512Mi' }, described]);
});

test('the console needs less than Kafka UI, and what is beside a limited broker is limited too', () => {
  expect(defineCluster({ ui: 'console' }).resources.ui.memory).toBe('128Mi');
  expect(defineCluster({ resources: { broker: { cpuLimit: '1' } } }).resources.readiness.cpuLimit).toBe('100m');
});

test('what is not described is kept, watched, hardened and open to nobody else', () => {
  const cluster = defineCluster({});
  expect(cluster).toMatchObject({
    storage: { size: '8Gi', zookeeperSize: '1Gi', controllerSize: '1Gi', retained: true, ephemeral: false },
    networkPolicies: true,
    readiness: 'in-sync',
    securityContext: 'restricted',
    names: 'plain',
    createNamespace: false,
    guard: false,
    console: { readOnly: false, hosts: [], password: undefined },
    reachable: { from: 'kind' },
    zones: [],
    jvm: { broker: [], zookeeper: [], controller: [], ui: [] },
    logLevels: { broker: {}, zookeeper: {}, controller: {} },
  });
  expect(cluster.images.readiness).toBe(cluster.images.jobs);
});

test('what is described takes its place', () => {
  const described = {
    networkPolicies: false,
    readiness: 'listening',
    securityContext: 'platform',
    names: 'prefixed',
    namespace: 'kafka',
    createNamespace: true,
    guard: true,
    zones: ['a', 'b'],
  } as const;
  const storage = { size: '1Gi', zookeeperSize: '2Gi', className: 'fast', retained: false, ephemeral: true } as const;
  const cluster = defineCluster({ ...described, storage, zookeeper: { replicas: 3 } });
  expect(cluster).toMatchObject({ ...described, storage });
  const images = { kafka: 'a:1', zookeeper: 'b:1', jobs: 'c:1', readiness: 'd:1', ui: 'e:1' };
  expect(defineCluster({ images }).images).toEqual(images);
  expect(defineCluster({ images: { jobs: 'c:1' } }).images.readiness).toBe('c:1');
});

test('a password of the console is by that name in its Secret, unless another is described', () => {
  const passwordOf = (password: { secret: string; key?: string }) =>
    defineCluster({ ui: 'console', console: { password } }).console.password;
  expect(passwordOf({ secret: 'a' })).toEqual({ secret: 'a', key: 'password' });
  expect(passwordOf({ secret: 'a', key: 'b' })).toEqual({ secret: 'a', key: 'b' });
});

test('whether a factor was asked for is known of each topic', () => {
  const { topics } = defineCluster({ topics: { asked: { replicationFactor: 3 }, derived: {} } });
  expect(
    topics.map(({ name, replicationFactor, isFactorDerived }) => [name, replicationFactor, isFactorDerived]),
  ).toEqual([
    ['asked', 3, false],
    ['derived', 3, true],
  ]);
});

test('what is no text, number or flag is a fault, and no property', () => {
  expect(() => defineCluster({ topics: { a: { config: { 'retention.ms': [1] as unknown as number } } } })).toThrow(
    'config "retention.ms" of topic "a" must be a whole number',
  );
  const { config, topics } = defineCluster({
    config: { 'log.preallocate': true, 'num.partitions': 1 },
    topics: { a: { config: { preallocate: false, 'retention.ms': 5, 'cleanup.policy': 'delete' } } },
  });
  expect(config).toMatchObject({ 'log.preallocate': 'true', 'num.partitions': '1' });
  expect(topics[0]!.config).toEqual({ preallocate: false, 'retention.ms': 5, 'cleanup.policy': 'delete' });
});
