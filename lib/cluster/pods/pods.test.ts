import { defineCluster, InvalidClusterError, type PodDescription, type PodsDescription } from '../index';
import { run } from '../../../test/support/run';

const faultsOf = (pods: unknown): readonly string[] => {
  try {
    defineCluster({ pods: pods as PodsDescription });
  } catch (error) {
    if (error instanceof InvalidClusterError) return error.faults;
    throw error;
  }
  return [];
};

test('the types are those of Kubernetes 1.34: scripts/kubernetes-types.ts writes them', async () => {
  const args = ['-r', './register.js', 'scripts/kubernetes-types.ts', '--check'];
  expect(await run(process.execPath, args)).toMatchObject({ exitCode: 0, stderr: '' });
});

test('what is described for a kind of pods is added to that of all, and takes the place of what bears the same name', () => {
  const { pods } = defineCluster({
    pods: {
      all: {
        priorityClassName: 'low',
        labels: { a: '1', b: '1' },
        imagePullSecrets: ['x'],
        tolerations: [{ operator: 'Exists' }],
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 'w', emptyDir: {} },
        ],
        env: { TZ: 'UTC' },
      },
      broker: {
        priorityClassName: 'high',
        labels: { b: '2' },
        imagePullSecrets: ['y'],
        tolerations: [{ key: 'k', operator: 'Exists' }],
        volumes: [{ name: 'v', secret: { secretName: 's' } }],
        env: { TZ: { fieldRef: { fieldPath: 'metadata.name' } } },
      },
    },
  });
  expect(pods.broker).toEqual({
    priorityClassName: 'high',
    labels: { a: '1', b: '2' },
    imagePullSecrets: ['x', 'y'],
    tolerations: [{ operator: 'Exists' }, { key: 'k', operator: 'Exists' }],
    volumes: [
      { name: 'w', emptyDir: {} },
      { name: 'v', secret: { secretName: 's' } },
    ],
    env: { TZ: { fieldRef: { fieldPath: 'metadata.name' } } },
  });
  expect(pods.zookeeper.priorityClassName).toBe('low');
  expect(defineCluster({}).pods).toEqual({ broker: {}, zookeeper: {}, controller: {}, ui: {}, jobs: {} });
});

test.each<[string, unknown, RegExp]>([
  ['a kind of pods', { brokers: {} }, /^pods has no field "brokers": did you mean "broker"\?$/],
  ['a field', { all: { toleration: [] } }, /^pods\.all has no field "toleration": did you mean "tolerations"\?$/],
  [
    'a field of Kubernetes',
    { all: { tolerations: [{ operater: 'Exists' }] } },
    /^pods\.all\.tolerations\[0\] has no field "operater": did you mean "operator"\?$/,
  ],
  [
    'a word',
    { all: { tolerations: [{ effect: 'NoSchedul' }] } },
    /^pods\.all\.tolerations\[0\]\.effect must be one of "NoExecute", "NoSchedule", "PreferNoSchedule", but "NoSchedul"/,
  ],
])('what is misspelt is told: %s', (_, pods, fault) => expect(faultsOf(pods)).toEqual([expect.stringMatching(fault)]));

test.each<[string, unknown, RegExp]>([
  ['a list', { all: { volumes: {} } }, /^pods\.all\.volumes must be a list, but \{\} was given$/],
  ['a text', { all: { labels: { a: 1 } } }, /^pods\.all\.labels\.a must be text, but 1 was given$/],
  ['a needed field', { all: { volumes: [{ emptyDir: {} }] } }, /^pods\.all\.volumes\[0\] needs a field "name"$/],
  ['an image', { ui: { sidecars: [{ name: 'a' }] } }, /^pods\.ui\.sidecars\[0\] needs a field "image"$/],
  [
    'a quantity',
    { all: { volumes: [{ name: 'v', emptyDir: { sizeLimit: '1 GB' } }] } },
    /^pods\.all\.volumes\[0\]\.emptyDir\.sizeLimit must be a quantity such as "500m" or "64Mi", but "1 GB" was given$/,
  ],
  [
    'a variable',
    { all: { env: { A: 1 } } },
    /^pods\.all\.env\.A must be text, or where to take it from, such as \{ secretKeyRef: .*, but 1 was given$/,
  ],
  [
    'privileges',
    { all: { sidecars: [{ name: 'a', image: 'a:1', securityContext: { privileged: true } }] } },
    /has no field "privileged"/,
  ],
  ['a volume of the node', { all: { volumes: [{ name: 'a', hostPath: { path: '/' } }] } }, /has no field "hostPath"/],
])('what is not as Kubernetes has it is refused: %s', (_, pods, fault) => {
  expect(faultsOf(pods)).toEqual([expect.stringMatching(fault)]);
});

test.each<[string, PodDescription, RegExp]>([
  ['a value of a label', { labels: { a: 'b c' } }, /labels "a" must be letters, digits,.*"b c"/],
  ['a label of clients', { labels: { 'kafka-client': 'true' } }, /labels "kafka-client" is derived/],
  ['a key of nodes', { nodeSelector: { 'a/b/c': '' } }, /a key of pods\.all\.nodeSelector/],
  ['our annotation', { annotations: { 'kafka-streaming/x': '' } }, /annotations "kafka-streaming\/x" is derived/],
  ['a book of annotations', { annotations: { a: 'x'.repeat(100_000) } }, /at most 100000 bytes together, but 100001/],
  ['a class', { priorityClassName: 'High' }, /priorityClassName must consist of/],
  ['a toleration of nothing', { tolerations: [{}] }, /without a key must have operator "Exists"/],
  [
    'a time of no eviction',
    { tolerations: [{ operator: 'Exists', tolerationSeconds: 1 }] },
    /needs effect "NoExecute"/,
  ],
  ['a variable', { env: { 'A-B': '' } }, /a name of pods\.all\.env must consist of/],
  ['a variable from nowhere', { env: { A: {} } }, /env "A" must have one source, but \{\} was given/],
  ['a volume of nothing', { volumes: [{ name: 'a' }] }, /volumes\[0\] must have one source/],
  [
    'a volume of two things',
    { volumes: [{ name: 'a', emptyDir: {}, secret: {} }] },
    /volumes\[0\] must have one source/,
  ],
  [
    'two volumes of a name',
    {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    },
    /names of pods\.all\.volumes must differ, but "a" was given twice/,
  ],
  [
    'a volume that is not there',
    { volumeMounts: [{ name: 'a', mountPath: '/a' }] },
    /must be a described volume, but "a"/,
  ],
  [
    'a mount of the root',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/' }] },
    /mountPath must be a folder such as/,
  ],
  [
    'a mount below ours',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/tmp/a' }] },
    /mountPath must be outside \/tmp, but "\/tmp\/a"/,
  ],
  [
    'a mount that comes to ours by another way',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/foo/../etc/kafka/cluster' }] },
    /mountPath must be a folder such as .*, without ":", "\.\.", or "\/" at its end/,
  ],
  [
    'a mount that could be written twice',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/x/' }] },
    /mountPath must be a folder such as/,
  ],
  [
    'a mount that hides what the image starts',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/usr' }] },
    /mountPath must be outside \/usr\/bin, but "\/usr"/,
  ],
  [
    'a sidecar of our name',
    { sidecars: [{ name: 'produce', image: 'a:1' }] },
    /must not be one of ours \(broker,.*"produce"/,
  ],
  [
    'two containers of a name',
    { sidecars: [{ name: 'a', image: 'a:1' }], initContainers: [{ name: 'a', image: 'a:1' }] },
    /must differ, but "a" was given twice/,
  ],
  ['root', { sidecars: [{ name: 'a', image: 'a:1', securityContext: { runAsUser: 0 } }] }, /must not be root, but 0/],
  [
    'a sidecar with a volume of nobody',
    { sidecars: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'x', mountPath: '/x' }] }] },
    /sidecars\[0\]\.volumeMounts\[0\]\.name must be a described volume \(tmp\), but "x"/,
  ],
])('%s is refused', (_, all, fault) => expect(faultsOf({ all })).toEqual([expect.stringMatching(fault)]));

test('every fault of every pod is told at once', () => {
  const faults = faultsOf({
    all: { labels: { 'a b': '' } },
    broker: { env: { ZONE: 'a' }, volumes: [{ name: 'tmp', emptyDir: {} }] },
  });
  expect(faults).toHaveLength(3);
});

test.each<[string, PodDescription]>([
  [
    'a mount beside ours',
    { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/tmpfs' }] },
  ],
  [
    'a sidecar in our folder',
    { sidecars: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] }] },
  ],
  ['a label with a domain', { labels: { 'a.example/b': '' } }],
  [
    'quantities of all kinds',
    {
      volumes: [
        { name: 'a', emptyDir: { sizeLimit: '1.5Gi' } },
        { name: 'b', emptyDir: { sizeLimit: 1e6 } },
      ],
    },
  ],
])('%s is legal', (_, all) => expect(faultsOf({ all })).toEqual([]));

test('what is given for one kind of pods may bear the name of something of another kind', () => {
  expect(faultsOf({ ui: { env: { ZONE: 'a' }, volumes: [{ name: 'data', emptyDir: {} }] } })).toEqual([]);
});
