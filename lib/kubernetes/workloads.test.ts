import type { ClusterDescription } from '../cluster';
import { containerOf, find, manifestsOf, workloads, type Manifest, type Template } from './testing/manifests';

const template = (description: ClusterDescription, kind: string, name: string): Template => {
  const { spec } = find(manifestsOf(description), kind, name);
  return spec.template ?? spec.jobTemplate!.spec.template;
};
const environment = (of: Template): Record<string, string | undefined> =>
  Object.fromEntries(containerOf(of).env.map(({ name, value }) => [name, value]));

describe('brokers', () => {
  const hash = (description: ClusterDescription) =>
    template(description, 'StatefulSet', 'broker').metadata.annotations!['checksum/config'];

  test('roll when their configuration changes, and only then', () => {
    expect(hash({ topics: { orders: {} } })).toBe(hash({}));
    expect(hash({ config: { 'log.retention.hours': 1 } })).not.toBe(hash({}));
  });

  test('have the ids of their pods', () => {
    const manifests = manifestsOf({ brokers: 2 });
    expect(find(manifests, 'StatefulSet', 'broker').spec).toMatchObject({ replicas: 2, ordinals: { start: 1 } });
    const { data } = find(manifests, 'ConfigMap', 'broker');
    expect(data!['broker-2.properties']).toMatch(/^broker\.id=2$/m);
    expect(data!['broker-3.properties']).toBeUndefined();
  });

  test('get the heap and the memory of the description', () => {
    const broker = template({ resources: { broker: { memory: '2Gi', heap: '1Gi' } } }, 'StatefulSet', 'broker');
    expect(environment(broker).KAFKA_HEAP_OPTS).toBe('-Xms1024m -Xmx1024m');
    expect(containerOf(broker).resources.limits.memory).toBe('2Gi');
  });

  test('keep their claim at the VOLUME of the image, and their logs in a folder below', () => {
    const manifests = manifestsOf({});
    const broker = containerOf(find(manifests, 'StatefulSet', 'broker').spec.template!);
    expect(broker.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/kafka/data' });
    expect(find(manifests, 'ConfigMap', 'broker').data!['broker-1.properties']).toMatch(
      /^log\.dirs=\/var\/lib\/kafka\/data\/\w+$/m,
    );
  });

  test('are kept in zones of their own where there are zones', () => {
    const { spec } = template({ zones: ['east', 'west'] }, 'StatefulSet', 'broker');
    expect(spec.topologySpreadConstraints).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
    ]);
    expect(template({}, 'StatefulSet', 'broker').spec.topologySpreadConstraints).toBeUndefined();
  });
});

// A roll that fails stops at its first pod. ZooKeeper's must not begin, and fail, together with the brokers'.
test.each<ClusterDescription>([
  { images: { kafka: 'apache/kafka:3.9.99' } },
  { config: { 'log.retention.hours': 1 } },
  { resources: { broker: { memory: '2Gi' } } },
  { brokers: 5 },
])('ZooKeeper is the same, object by object, when only the brokers change: %j', (change) => {
  const ensemble = { zookeeper: { replicas: 3 } } as const;
  const own = (description: ClusterDescription) =>
    manifestsOf(description).filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'zookeeper');
  expect(own(ensemble).length).toBeGreaterThan(5);
  expect(own({ ...ensemble, ...change })).toEqual(own(ensemble));
});

test.each([
  [true, 'Retain'],
  [false, 'Delete'],
])('claims of brokers and ZooKeeper share their fate: retained %s is %s', (retained, policy) => {
  const manifests = manifestsOf({ storage: { retained } });
  for (const name of ['broker', 'zookeeper']) {
    expect(find(manifests, 'StatefulSet', name).spec).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: policy, whenScaled: policy },
    });
  }
});

describe('jobs', () => {
  test('produce and consume are templates that never run by themselves', () => {
    for (const name of ['produce', 'consume']) {
      const { spec } = find(manifestsOf({ topics: { orders: {} } }), 'CronJob', name);
      expect(spec).toMatchObject({ suspend: true });
      expect(containerOf(spec.jobTemplate!.spec.template).command).toEqual(['node', `/app/${name}.js`]);
      expect(environment(spec.jobTemplate!.spec.template)).toEqual({
        KAFKA_BROKERS: 'broker-1:19090,broker-2:19090,broker-3:19090',
        TOPIC: 'orders',
        MESSAGE_COUNT: '30',
      });
    }
  });

  test('produce tries again only where nothing can have been sent', () => {
    expect(find(manifestsOf({}), 'CronJob', 'produce').spec.jobTemplate!.spec).toMatchObject({
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [3] } }] },
    });
  });

  const topicsJobs = (description: ClusterDescription): Manifest[] =>
    manifestsOf(description).filter(({ kind }) => kind === 'Job');

  test('other topics are another Job, the same topics the same', () => {
    const nameOf = (description: ClusterDescription) => topicsJobs(description)[0]!.metadata.name;
    const name = nameOf({ topics: { a: {} } });
    expect(name).toMatch(/^topics-[0-9a-f]{8}$/);
    expect(nameOf({ topics: { a: {} }, config: { 'log.retention.hours': 1 } })).toBe(name);
    expect(nameOf({ topics: { a: { partitions: 4 } } })).not.toBe(name);
  });

  test('the topics Job is told every topic with its factors', () => {
    const job = topicsJobs({ topics: { a: { partitions: 4, config: { 'retention.ms': 1000 } } } })[0]!;
    expect(JSON.parse(environment(job.spec!.template!).TOPICS!)).toEqual([
      { name: 'a', partitions: 4, replicationFactor: 3, config: { 'retention.ms': 1000 } },
    ]);
  });

  test('without topics there is no Job for them', () => expect(topicsJobs({})).toEqual([]));
});

describe('a namespace', () => {
  test('comes first, and enforces the restricted standard', () => {
    expect(manifestsOf({ namespace: 'streaming', storage: { retained: false } })[0]).toMatchObject({
      kind: 'Namespace',
      metadata: { name: 'streaming', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });

  test('is left out where volumes are retained, since deleting it would delete them', () => {
    const kinds = manifestsOf({ namespace: 'streaming', storage: { retained: true } }).map(({ kind }) => kind);
    expect(kinds).not.toContain('Namespace');
  });

  test('is part of every address that clients get', () => {
    const ui = environment(template({ namespace: 'streaming', brokers: 1 }, 'Deployment', 'kafka-ui'));
    expect(ui.KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS).toBe('broker-1.streaming.svc:19090');
  });
});

test('what pods need is made before them', () => {
  const manifests = manifestsOf({ topics: { test: {} } });
  const position = (kind: string, name: string) =>
    manifests.findIndex((each) => each.kind === kind && each.metadata.name === name);
  for (const { manifest, template: pod } of workloads(manifests)) {
    const component = pod.metadata.labels['app.kubernetes.io/component']!;
    for (const kind of ['ServiceAccount', 'NetworkPolicy']) {
      expect(position(kind, component)).toBeLessThan(position(manifest.kind, manifest.metadata.name));
    }
  }
});

test('the default cluster and four jobs at once fit beside kind itself on a machine of two cores', () => {
  const KIND = 950;
  const millicores = workloads(manifestsOf({ topics: { test: {} } })).map(({ manifest, template: pod }) => {
    const copies = manifest.kind === 'CronJob' ? 2 : (manifest.spec!.replicas ?? 1);
    return copies * Number(/^(\d+)m$/.exec(containerOf(pod).resources.requests.cpu!)![1]);
  });
  expect(millicores.reduce((sum, each) => sum + each, KIND)).toBeLessThan(2000);
});
