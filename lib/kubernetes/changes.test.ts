import type { ClusterDescription } from '../cluster';
import {
  configOf,
  containerOf,
  filesOf,
  find,
  isSubset,
  manifestsOf,
  workloads,
  type Manifest,
} from './testing/manifests';
import { connects } from './testing/policies';
import type { Labels } from './metadata';

// What `kubectl apply` of changed manifests, or of another cluster's, does to pods that run already.

const topics = { test: {} };
const first = manifestsOf({ topics });
const second = manifestsOf({ name: 'second', brokers: 1, topics: { other: {} } });

const keyOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;
/** What is there after `after` was applied over `before`: StatefulSets and Deployments refuse another selector, ConfigMaps other data. */
const applied = (before: readonly Manifest[], after: readonly Manifest[]): Manifest[] => {
  const isRefused = (manifest: Manifest): boolean =>
    ['StatefulSet', 'Deployment'].includes(manifest.kind) || manifest.immutable === true;
  const live = new Map(before.map((manifest) => [keyOf(manifest), manifest]));
  for (const manifest of after) {
    if (!live.has(keyOf(manifest)) || !isRefused(manifest)) live.set(keyOf(manifest), manifest);
  }
  return [...live.values()];
};
const podLabels = (manifests: readonly Manifest[], name: string): Labels =>
  workloads(manifests).find(({ manifest }) => manifest.metadata.name === name)!.template.metadata.labels;

describe('another cluster applied over one by hand', () => {
  const both = applied(first, second);

  test('is refused at the first object, by a name that says why', () => {
    const [name] = first.map(keyOf);
    expect(name).toBe('ConfigMap/one-kafka-cluster-per-namespace');
    expect(keyOf(second[0]!)).toBe(name);
    expect(first[0]).toMatchObject({ immutable: true, data: { kafka: 'true' } });
    expect(second[0]!.data).not.toEqual(first[0]!.data);
  });

  test('changes no file of a pod', () => {
    for (const name of ['broker', 'zookeeper']) expect(configOf(both, name)).toEqual(configOf(first, name));
  });

  test('leaves every Service and disruption budget with its pods', () => {
    for (const manifest of first.filter(({ kind }) => ['Service', 'PodDisruptionBudget'].includes(kind))) {
      const { selector } = find(both, manifest.kind, manifest.metadata.name).spec;
      expect(selector).toEqual(manifest.spec!.selector);
    }
  });

  test('lets the pods connect as before, and its own Jobs to the brokers that there are', () => {
    const broker = podLabels(first, 'broker');
    expect(connects(both, broker, broker, 19_090)).toBe(true);
    expect(connects(both, broker, podLabels(first, 'zookeeper'), 2181)).toBe(true);
    expect(connects(both, podLabels(first, 'kafka-ui'), broker, 19_090)).toBe(true);
    for (const name of ['produce', 'consume']) expect(connects(both, podLabels(both, name), broker, 19_090)).toBe(true);
  });

  test('makes none of its topics there: their pod asks for its own cluster first', () => {
    const { template } = workloads(second).find(({ manifest }) => manifest.kind === 'Job')!;
    const [marker] = first;
    const references = containerOf(template).env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef ?? []);
    expect(references).toEqual([{ name: marker!.metadata.name, key: 'second' }]);
    expect(Object.keys(marker!.data!)).not.toContain('second');
    expect(connects(both, template.metadata.labels, podLabels(first, 'broker'), 19_090)).toBe(false);
  });
});

test('what a StatefulSet selects can be selected in place: pods of every description have the labels of the Services', () => {
  const labels = workloads(first).map(({ template }) => template.metadata.labels);
  for (const { spec } of first.filter(({ kind }) => kind === 'PodDisruptionBudget')) {
    const { matchLabels } = spec!.selector as { matchLabels: Labels };
    expect(matchLabels['app.kubernetes.io/instance']).toBeUndefined();
    expect(labels.filter((each) => isSubset(matchLabels, each))).toHaveLength(1);
  }
});

describe('a change of the description', () => {
  const changed: ClusterDescription = { topics, storage: { size: '16Gi' }, config: { 'log.retention.hours': 1 } };

  test('that Kubernetes refuses for the StatefulSet leaves its pods the files that they had', () => {
    const live = applied(first, manifestsOf(changed));
    expect(configOf(live, 'broker')).toEqual(configOf(first, 'broker'));
    expect(configOf(manifestsOf(changed), 'broker')).not.toEqual(configOf(first, 'broker'));
  });

  test('of the brokers leaves ZooKeeper alone', () => {
    const zookeeper = (manifests: readonly Manifest[]) => find(manifests, 'StatefulSet', 'zookeeper').spec.template;
    expect(zookeeper(manifestsOf(changed))).toEqual(zookeeper(first));
  });
});

test('5,000 topics are spread over ConfigMaps that `kubectl apply` can each write into an annotation', () => {
  const many = Object.fromEntries(
    Array.from({ length: 5000 }, (_, i) => [
      `orders.of-a-customer-with-number.${String(i).padStart(8, '0')}`,
      { partitions: 1, config: { 'retention.ms': 86_400_000 + i } },
    ]),
  );
  const manifests = manifestsOf({ topics: many });
  const { template } = workloads(manifests).find(({ manifest }) => manifest.kind === 'Job')!;
  const files = Object.values(filesOf(manifests, template));
  expect(files.flatMap((text) => JSON.parse(text) as { name: string }[]).map(({ name }) => name)).toEqual(
    Object.keys(many),
  );
  const MAX_ANNOTATIONS = 262_144;
  for (const manifest of manifests) expect(JSON.stringify(manifest).length).toBeLessThan(MAX_ANNOTATIONS * 0.9);
});
