import type { PodDescription, PodsDescription } from '../cluster';
import { RESERVED } from '../cluster/pods/reserved';
import { descriptions } from './testing/descriptions';
import { containerOf, find, manifestsOf, workloads, type Template } from './testing/manifests';

/** Each field, and what of the broker's pod shows it. The type lets none be forgotten. */
const shown: Readonly<Record<keyof PodDescription, readonly [PodDescription, object]>> = {
  nodeSelector: [{ nodeSelector: { disk: 'nvme' } }, { spec: { nodeSelector: { disk: 'nvme' } } }],
  tolerations: [
    { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
    { spec: { tolerations: [{ key: 'dedicated', operator: 'Exists' }] } },
  ],
  affinity: [
    { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }] } } },
    {
      spec: {
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }] } },
      },
    },
  ],
  priorityClassName: [{ priorityClassName: 'data' }, { spec: { priorityClassName: 'data' } }],
  annotations: [{ annotations: { a: 'b' } }, { metadata: { annotations: { a: 'b' } } }],
  labels: [
    { labels: { team: 'orders' } },
    { metadata: { labels: { team: 'orders', 'app.kubernetes.io/component': 'broker' } } },
  ],
  env: [
    { env: { TZ: 'UTC', TOKEN: { secretKeyRef: { name: 's', key: 't' } } } },
    {
      spec: {
        containers: [
          {
            env: expect.arrayContaining([
              { name: 'TZ', value: 'UTC' },
              { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 't' } } },
              expect.objectContaining({ name: 'KAFKA_HEAP_OPTS' }),
            ]) as unknown,
          },
        ],
      },
    },
  ],
  volumes: [
    { volumes: [{ name: 'tls', secret: { secretName: 's' } }] },
    {
      spec: {
        volumes: [{ name: 'config' }, { name: 'tmp' }, { name: 'tls', secret: { secretName: 's' } }],
      },
    },
  ],
  volumeMounts: [
    { volumes: [{ name: 'tls', emptyDir: {} }], volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
    {
      spec: {
        containers: [
          { volumeMounts: [{ name: 'config' }, { name: 'data' }, { name: 'tmp' }, { name: 'tls', mountPath: '/tls' }] },
        ],
      },
    },
  ],
  initContainers: [
    { initContainers: [{ name: 'first', image: 'a:1' }] },
    {
      spec: {
        initContainers: [{ name: 'first', image: 'a:1', securityContext: { capabilities: { drop: ['ALL'] } } }],
        containers: [{ name: 'broker' }],
      },
    },
  ],
  sidecars: [
    { sidecars: [{ name: 'agent', image: 'a:1', securityContext: { runAsUser: 7 } }] },
    {
      spec: {
        initContainers: [
          {
            name: 'agent',
            restartPolicy: 'Always',
            imagePullPolicy: 'IfNotPresent',
            securityContext: { runAsUser: 7, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          },
        ],
      },
    },
  ],
  imagePullSecrets: [{ imagePullSecrets: ['registry'] }, { spec: { imagePullSecrets: [{ name: 'registry' }] } }],
  imagePullPolicy: [{ imagePullPolicy: 'Always' }, { spec: { containers: [{ imagePullPolicy: 'Always' }] } }],
  terminationGracePeriodSeconds: [
    { terminationGracePeriodSeconds: 300 },
    { spec: { terminationGracePeriodSeconds: 300 } },
  ],
};

const brokerPod = (pods: PodsDescription): Template =>
  find(manifestsOf({ pods }), 'StatefulSet', 'broker').spec.template!;

test.each(Object.entries(shown))('%s reaches the pods of its kind, and no others', (_, [pod, expected]) => {
  const description = { topics: { test: {} }, readiness: 'listening' } as const;
  const without = manifestsOf(description);
  const manifests = manifestsOf({ ...description, pods: { broker: pod } });
  expect(find(manifests, 'StatefulSet', 'broker').spec.template).toMatchObject(expected);
  const others = (of: typeof manifests) =>
    workloads(of).flatMap(({ manifest, template }) => (manifest.metadata.name === 'broker' ? [] : [template]));
  expect(others(manifests)).toEqual(others(without));
});

test('what is described of all pods reaches every one, those of Jobs too', () => {
  const manifests = manifestsOf({
    topics: { test: {} },
    pods: { all: { priorityClassName: 'data', env: { A: 'b' } } },
  });
  const pods = workloads(manifests);
  expect(pods.map(({ manifest }) => manifest.kind).sort()).toEqual([
    'CronJob',
    'CronJob',
    'Deployment',
    'Job',
    'StatefulSet',
    'StatefulSet',
  ]);
  for (const { template } of pods) {
    expect(template.spec).toMatchObject({ priorityClassName: 'data' });
    expect(containerOf(template).env).toContainEqual({ name: 'A', value: 'b' });
  }
});

test('another part of an affinity leaves the derived one', () => {
  const nodeAffinity = {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' as const }] } },
    ],
  };
  expect(brokerPod({ broker: { affinity: { nodeAffinity } } }).spec.affinity).toEqual({
    nodeAffinity,
    ...(brokerPod({}).spec.affinity as object),
  });
});

test('other settings of its pod are another Job of the topics', () => {
  const nameOf = (pods: object) =>
    manifestsOf({ topics: { test: {} }, pods }).find(({ kind }) => kind === 'Job')!.metadata.name;
  expect(nameOf({ jobs: {} })).toBe(nameOf({}));
  expect(nameOf({ jobs: { priorityClassName: 'low' } })).not.toBe(nameOf({}));
});

test('what is reserved is what our pods consist of', () => {
  const kinds = { broker: 'broker', zookeeper: 'zookeeper', controller: 'controller', 'kafka-ui': 'ui' } as const;
  const found: Record<string, Record<keyof (typeof RESERVED)['ui'], Set<string>>> = {};
  const clusters = Object.values(descriptions).map((each) => ({ ...each, pods: {} }));
  for (const { manifest, template } of clusters.flatMap((each) => workloads(manifestsOf(each)))) {
    const component = template.metadata.labels['app.kubernetes.io/component']!;
    const own = (found[new Map<string, string>(Object.entries(kinds)).get(component) ?? 'jobs'] ??= {
      containers: new Set(),
      variables: new Set(),
      volumes: new Set(),
      folders: new Set(),
    });
    const before = template.spec.initContainers ?? [];
    const { env, volumeMounts } = containerOf(template);
    const claims = manifest.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata.name) ?? [];
    for (const { name } of [...before, ...template.spec.containers]) own.containers.add(name);
    for (const variable of [...before.flatMap((each) => each.env), ...env]) own.variables.add(variable.name);
    for (const volume of [...claims, ...template.spec.volumes.map((each) => each.name)]) own.volumes.add(volume);
    for (const { mountPath } of volumeMounts) own.folders.add(mountPath);
  }
  for (const [kind, lists] of Object.entries(found)) {
    for (const [what, names] of Object.entries(lists)) {
      const reserved = RESERVED[kind as keyof typeof RESERVED][what as keyof (typeof RESERVED)['ui']];
      expect({ kind, what, names: [...names].sort() }).toEqual({ kind, what, names: [...reserved].sort() });
    }
  }
});
