import type { ClusterDescription } from '../cluster';
import {
  configOf,
  containerOf,
  filesOf,
  find,
  manifestsOf,
  workloads,
  type Manifest,
  type Template,
} from './testing/manifests';

const template = (description: ClusterDescription, kind: string, name: string): Template => {
  const { spec } = find(manifestsOf(description), kind, name);
  return spec.template ?? spec.jobTemplate!.spec.template;
};
const environment = (of: Template): Record<string, string | undefined> =>
  Object.fromEntries(containerOf(of).env.map(({ name, value }) => [name, value]));

describe('brokers', () => {
  test('roll when their configuration changes, and only then', () => {
    const pod = (description: ClusterDescription) => template(description, 'StatefulSet', 'broker');
    expect(pod({ topics: { orders: {} } })).toEqual(pod({}));
    expect(pod({ config: { 'log.retention.hours': 1 } })).not.toEqual(pod({}));
  });

  test('have the ids of their pods', () => {
    const manifests = manifestsOf({ brokers: 2 });
    expect(find(manifests, 'StatefulSet', 'broker').spec).toMatchObject({ replicas: 2, ordinals: { start: 1 } });
    const files = configOf(manifests, 'broker');
    expect(files['broker-2.properties']).toMatch(/^broker\.id=2$/m);
    expect(files['broker-3.properties']).toBeUndefined();
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
    expect(configOf(manifests, 'broker')['broker-1.properties']).toMatch(/^log\.dirs=\/var\/lib\/kafka\/data\/\w+$/m);
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
    manifestsOf(description)
      .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'zookeeper')
      // The note of what is described is of all of it.
      .map(({ kind, metadata, spec, data }) => ({ kind, name: metadata.name, spec, data }));
  expect(own(ensemble).length).toBeGreaterThan(5);
  expect(own({ ...ensemble, ...change })).toEqual(own(ensemble));
});

test.each([
  [true, 'Retain'],
  [false, 'Delete'],
])(
  'deletion does the same to the claims of brokers and ZooKeeper, retained %s: %s; fewer replicas keep them',
  (retained, policy) => {
    const manifests = manifestsOf({ storage: { retained } });
    for (const name of ['broker', 'zookeeper']) {
      expect(find(manifests, 'StatefulSet', name).spec).toMatchObject({
        persistentVolumeClaimRetentionPolicy: { whenDeleted: policy, whenScaled: 'Retain' },
      });
    }
  },
);

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
    const manifests = manifestsOf({
      topics: { a: { partitions: 4, replicationFactor: 3, config: { 'retention.ms': 1000 } }, b: {} },
    });
    const pod = manifests.find(({ kind }) => kind === 'Job')!.spec!.template!;
    expect(environment(pod).TOPICS_FOLDER).toBe(containerOf(pod).volumeMounts[0]!.mountPath);
    expect(Object.values(filesOf(manifests, pod)).flatMap((text) => JSON.parse(text) as unknown)).toEqual([
      { name: 'a', partitions: 4, replicationFactor: 3, isFactorDerived: false, config: { 'retention.ms': 1000 } },
      { name: 'b', partitions: 3, replicationFactor: 3, isFactorDerived: true, config: {} },
    ]);
  });

  test('without topics there is no Job for them', () => expect(topicsJobs({})).toEqual([]));
});

describe('a namespace', () => {
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
    const needed = [
      position('ServiceAccount', component),
      position('NetworkPolicy', `kafka-${component}`),
      ...Object.keys(filesOf(manifests, pod)).map((file) =>
        manifests.findIndex(({ kind, data }) => kind === 'ConfigMap' && data?.[file] !== undefined),
      ),
    ];
    const own = position(manifest.kind, manifest.metadata.name);
    for (const each of needed) {
      expect(each).toBeGreaterThanOrEqual(0);
      expect(each).toBeLessThan(own);
    }
  }
});

test('the default cluster and four jobs at once fit beside kind itself on a machine of two cores', () => {
  const KIND = 950;
  const millicores = workloads(manifestsOf({ topics: { test: {} } })).map(({ manifest, template: pod }) => {
    const copies = manifest.kind === 'CronJob' ? 2 : (manifest.spec!.replicas ?? 1);
    const each = pod.spec.containers.map(({ resources }) => Number(/^(\d+)m$/.exec(resources.requests.cpu!)![1]));
    return copies * each.reduce((sum, one) => sum + one, 0);
  });
  expect(millicores.reduce((sum, each) => sum + each, KIND)).toBeLessThan(2000);
});
