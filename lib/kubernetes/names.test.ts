import type { ClusterDescription } from '../cluster';
import { claimName, objectName, plainName } from './names';
import { isSubset, find, manifestsOf, workloads, type Manifest } from './testing/manifests';
import { connects } from './testing/policies';

const topics = { test: {} };
const prefixed = (name: string): ClusterDescription => ({
  name,
  names: 'prefixed',
  topics,
  zookeeper: { replicas: 3 },
});
// Names that begin alike, and with what objects are called.
const clusters = ['a', 'a-broker', 'a-kafka', 'kafka-streaming'].map((name) => manifestsOf(prefixed(name)));
/** One of plain names may be there too. */
const all = [...clusters, manifestsOf({ topics })];
const together = all.flat();

const keyOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;
const podsOf = (manifests: readonly Manifest[]) => workloads(manifests).map(({ template }) => template.metadata.labels);

test('clusters of one namespace share no object', () => {
  const keys = together.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
});

test('nor do two of one name, of which one has prefixed names', () => {
  const keys = [...manifestsOf({ name: 'orders', topics }), ...manifestsOf(prefixed('orders'))].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(all.map((own, index) => [index, own] as const))(
  'nothing of cluster %i selects a pod of another one',
  (_, own) => {
    const others = all.filter((each) => each !== own).flatMap(podsOf);
    for (const { spec } of own) {
      const selector = spec?.selector ?? spec?.podSelector;
      if (!selector) continue;
      const selected = ('matchLabels' in selector ? selector.matchLabels : selector) as Record<string, string>;
      // Kubernetes adds this one to the pods of a StatefulSet.
      const labels = { ...selected };
      delete labels['statefulset.kubernetes.io/pod-name'];
      expect(others.filter((pod) => isSubset(labels, pod))).toEqual([]);
      expect(podsOf(own).filter((pod) => isSubset(labels, pod))).toHaveLength(1);
    }
  },
);

test('pods of one cluster reach their own brokers and ZooKeeper, and not those of another one', () => {
  const labels = (manifests: readonly Manifest[], component: string) =>
    podsOf(manifests).find((pod) => pod['app.kubernetes.io/component'] === component)!;
  for (const own of all) {
    for (const other of all) {
      const isOwn = own === other;
      expect(connects(together, labels(own, 'kafka-ui'), labels(other, 'broker'), 19_090)).toBe(isOwn);
      expect(connects(together, labels(own, 'produce'), labels(other, 'broker'), 19_090)).toBe(isOwn);
      expect(connects(together, labels(own, 'broker'), labels(other, 'zookeeper'), 2181)).toBe(isOwn);
    }
  }
});

test('addresses, files and Services bear the prefix', () => {
  const manifests = manifestsOf(prefixed('orders'));
  const set = find(manifests, 'StatefulSet', 'orders-broker');
  expect(set.spec.serviceName).toBe('orders-broker');
  expect(find(manifests, 'Service', 'orders-kafka').spec.ports).toMatchObject([{ port: 19_090 }]);
  expect(find(manifests, 'Service', 'orders-broker-2').spec.selector).toMatchObject({
    'statefulset.kubernetes.io/pod-name': 'orders-broker-2',
  });
  const config = manifests.find(({ data }) => data?.['orders-broker-2.properties'] !== undefined)!.data!;
  expect(config['orders-broker-2.properties']).toMatch(/^advertised\.listeners=INTERNAL:\/\/orders-broker-2:19090,/m);
  expect(config['orders-broker-2.properties']).toMatch(/^zookeeper\.connect=orders-zookeeper-1:2181,/m);
});

test('a prefix is put before a name and found again, in claims behind their own', () => {
  const [plain, own] = [
    { name: 'a', names: 'plain' },
    { name: 'a', names: 'prefixed' },
  ] as const;
  expect([objectName(plain, 'broker'), objectName(own, 'broker')]).toEqual(['broker', 'a-broker']);
  expect([claimName(plain, 'broker-1'), claimName(own, 'broker-1')]).toEqual(['data-broker-1', 'data-a-broker-1']);
  expect(['data-a-broker-1', 'a-broker', 'data-broker-1', 'broker'].map((name) => plainName(own, name))).toEqual([
    'data-broker-1',
    'broker',
    undefined,
    undefined,
  ]);
  expect(plainName(plain, 'data-broker-1')).toBe('data-broker-1');
});
