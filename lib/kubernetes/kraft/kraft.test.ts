import { App, ApiObject, Chart } from 'cdk8s';
import { defineCluster, type ClusterDescription } from '../../cluster';
import { KafkaCluster } from '../kafka-cluster';
import { configOf, find, manifestsOf, type Container, type Manifest, type Template } from '../testing/manifests';

const combined = manifestsOf({ metadata: 'kraft' });
const apart = manifestsOf({ metadata: 'kraft', controllers: 3 });
const templateOf = (manifests: readonly Manifest[], name: string): Template =>
  find(manifests, 'StatefulSet', name).spec.template!;
const formatOf = (manifests: readonly Manifest[], name: string): Container =>
  templateOf(manifests, name).spec.initContainers!.at(-1)!;
const SCRIPT = ['bash', '/etc/kafka/cluster/format-node.sh'];

test('there is nothing of ZooKeeper', () => {
  for (const manifests of [combined, apart]) {
    const names = manifests.map(({ metadata }) => `${metadata.name} ${Object.values(metadata.labels ?? {}).join(' ')}`);
    expect(names.filter((name) => /zookeeper/i.test(name))).toEqual([]);
    expect(configOf(manifests, 'broker')['broker-1.properties']).not.toMatch(/zookeeper/);
  }
});

describe('brokers that are the controllers too', () => {
  test('have their volume formatted before they start, each told of the same voters', () => {
    const format = formatOf(combined, 'broker');
    const [main] = templateOf(combined, 'broker').spec.containers;
    expect(format).toMatchObject({
      name: 'format-storage',
      image: main!.image,
      securityContext: main!.securityContext,
    });
    expect(format.volumeMounts).toEqual(main!.volumeMounts);
    expect(format.command!.slice(0, 2)).toEqual(SCRIPT);
    expect(format.command![2]).toMatch(/^[\w-]{22}$/);
    expect(format.command!.slice(3)).toEqual(['1@broker-1:19093', '2@broker-2:19093', '3@broker-3:19093']);
    expect(configOf(combined, 'broker')['format-node.sh']).toMatch(/^#!\/bin\/bash\n/);
  });

  test('reach each other by their Services, ready or not', () => {
    expect(configOf(combined, 'broker')['broker-2.properties']).toMatch(
      /^controller\.quorum\.bootstrap\.servers=broker-1:19093,broker-2:19093,broker-3:19093$/m,
    );
    for (const name of ['broker', 'broker-1', 'broker-3']) {
      expect(find(combined, 'Service', name).spec).toMatchObject({
        publishNotReadyAddresses: true,
        ports: [{ port: 19_090 }, { port: 19_093, targetPort: 'controller' }],
      });
    }
  });

  test('are no controllers to clients', () =>
    expect(find(combined, 'Service', 'kafka').spec.ports).toMatchObject([{ port: 19_090 }]));

  test('leave one at a time: never more than a minority of voters', () =>
    expect(find(combined, 'PodDisruptionBudget', 'broker').spec).toMatchObject({ maxUnavailable: 1 }));

  test('are started without waiting for anybody', () =>
    expect(templateOf(combined, 'broker').spec.containers[0]!.command).toEqual([
      'bash',
      '/etc/kafka/cluster/start-node.sh',
    ]));
});

describe('controllers that are no brokers', () => {
  const { spec } = find(apart, 'StatefulSet', 'controller');

  test('have the ids of their pods, from 101, and start together', () => {
    expect(spec).toMatchObject({ replicas: 3, ordinals: { start: 101 }, podManagementPolicy: 'Parallel' });
    const files = configOf(apart, 'controller');
    expect(files['controller-103.properties']).toMatch(/^node\.id=103$/m);
    expect(files['controller-103.properties']).toMatch(/^process\.roles=controller$/m);
    expect(files['controller-103.properties']).toMatch(/^advertised\.listeners=CONTROLLER:\/\/controller-103:19093$/m);
  });

  test('are the voters, and brokers are told of them', () => {
    const [clusterId, ...voters] = formatOf(apart, 'controller').command!.slice(2);
    expect(voters).toEqual([101, 102, 103].map((id) => `${id}@controller-${id}:19093`));
    expect(configOf(apart, 'controller')['format-node.sh']).toMatch(/^#!\/bin\/bash\n/);
    expect(formatOf(apart, 'broker').command).toEqual([...SCRIPT, clusterId]);
    expect(configOf(apart, 'broker')['broker-1.properties']).toMatch(
      /^controller\.quorum\.bootstrap\.servers=controller-101:19093,controller-102:19093,controller-103:19093$/m,
    );
  });

  test('join again by themselves, which brokers must not be told of', () => {
    const manifests = manifestsOf({ metadata: 'kraft', controllers: 3, kafka: '4.3.1' });
    const joins = /^controller\.quorum\.auto\.join\.enable=true$/m;
    expect(configOf(manifests, 'controller')['controller-101.properties']).toMatch(joins);
    expect(configOf(manifests, 'broker')['broker-1.properties']).not.toMatch(joins);
  });

  test('leave one at a time', () =>
    expect(find(apart, 'PodDisruptionBudget', 'controller').spec).toMatchObject({ maxUnavailable: 1 }));

  test('come before the brokers, and keep what is described of them', () => {
    const described = manifestsOf({
      metadata: 'kraft',
      controllers: 3,
      zones: ['a', 'b'],
      storage: { controllerSize: '3Gi' },
      resources: { controller: { memory: '1Gi', heap: '512Mi' } },
      jvm: { controller: ['-Xss512k'] },
      pods: { controller: { priorityClassName: 'high' } },
    });
    const names = described.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata }) => metadata.name);
    expect(names).toEqual(['controller', 'broker']);
    const set = find(described, 'StatefulSet', 'controller');
    expect(set.spec.volumeClaimTemplates).toMatchObject([{ spec: { resources: { requests: { storage: '3Gi' } } } }]);
    const template = set.spec.template!;
    expect(template.spec).toMatchObject({
      priorityClassName: 'high',
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    });
    const [{ env, resources }] = template.spec.containers as [Container];
    expect(resources.limits.memory).toBe('1Gi');
    expect(env).toContainEqual({ name: 'KAFKA_HEAP_OPTS', value: '-Xms512m -Xmx512m' });
    expect(env).toContainEqual({ name: 'KAFKA_OPTS', value: '-Xss512k' });
  });
});

test('Kafka 4 logs by log4j 2, with described levels', () => {
  const logLevels = { broker: { root: 'WARN', 'org.apache.kafka.clients': 'DEBUG' } } as const;
  const manifests = manifestsOf({ metadata: 'kraft', kafka: '4.3.1', logLevels });
  const property = '-Dlog4j2.configurationFile=file:/etc/kafka/cluster/log4j2.properties';
  expect(templateOf(manifests, 'broker').spec.containers[0]!.env).toContainEqual({
    name: 'KAFKA_LOG4J_OPTS',
    value: property,
  });
  const text = configOf(manifests, 'broker')['log4j2.properties']!;
  expect(text).toMatch(/^rootLogger\.level=WARN$/m);
  expect(text.match(/org\.apache\.kafka\.clients\n.+/g)).toEqual([
    expect.stringMatching(/^org\.apache\.kafka\.clients\nlogger\.\w+\.level=DEBUG$/),
  ]);
});

test('described variables and mounts reach what formats, which reads the same file', () => {
  const pod = {
    env: { SECRET: 'x' },
    volumes: [{ name: 'tls', secret: { secretName: 's' } }],
    volumeMounts: [{ name: 'tls', mountPath: '/tls' }],
    initContainers: [{ name: 'first', image: 'registry.example/first:1' }],
  };
  const manifests = manifestsOf({ metadata: 'kraft', pods: { broker: pod } });
  const [first, format] = templateOf(manifests, 'broker').spec.initContainers!;
  expect([first!.name, format!.name]).toEqual(['first', 'format-storage']);
  expect(format!.env).toContainEqual({ name: 'SECRET', value: 'x' });
  expect(format!.volumeMounts).toContainEqual({ name: 'tls', mountPath: '/tls' });
});

describe('a KafkaCluster', () => {
  const clusterOf = (description: ClusterDescription) =>
    new KafkaCluster(new Chart(new App(), 'shop'), 'streaming', { cluster: defineCluster(description) });

  test('has controllers where they are described, and no ZooKeeper', () => {
    const { config, headlessService, serverServices, policies, statefulSet } = clusterOf({
      metadata: 'kraft',
      controllers: 3,
    }).controllers!;
    const { disruptionBudget, serviceAccount, networkPolicy } = policies;
    const members = [config, headlessService, ...serverServices, statefulSet];
    for (const object of [...members, disruptionBudget, serviceAccount, networkPolicy])
      expect(object).toBeInstanceOf(ApiObject);
    expect(clusterOf({ metadata: 'kraft' }).controllers).toBeUndefined();
    expect(() => clusterOf({ metadata: 'kraft' }).zookeeper).toThrow(
      `cluster "kafka" has no ZooKeeper: metadata is 'kraft'`,
    );
    expect(clusterOf({}).zookeeper.statefulSet.name).toBe('zookeeper');
  });
});
