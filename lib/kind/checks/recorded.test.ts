import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesBetween, defineCluster, factsOf, refusalOf, type ClusterDescription } from '../../cluster';
import { refusalsIn } from './dry-run';
import { foreignObjects, takenNodePorts } from './foreign-objects';
import { assignedTo, topicsOf } from './held-replicas';
import { liveFacts } from './live-facts';
import { parseObjects, type LiveObject, type StatefulSet } from './live-object';

/** What kubectl printed of a real cluster, shortened where nothing looks. */
const recorded = (name: string): string => readFileSync(join(__dirname, 'testing', name), 'utf8');
const live = parseObjects(recorded('live.json'));

const description = { name: 'kindv-a', hostPorts: { brokers: 14_591, ui: 14_804 } };
const described = (changed: ClusterDescription = {}) => defineCluster({ ...description, ...changed });

const refused = (objects: readonly LiveObject[], changed: ClusterDescription) => {
  const next = factsOf(described(changed));
  return changesBetween(liveFacts(objects, next)!, next, 'kubernetes')
    .filter((change) => refusalOf(change) !== undefined)
    .map(({ field }) => field);
};
const withoutNotes = (objects: readonly LiveObject[]) =>
  objects.map((object) => ({ ...object, metadata: { ...object.metadata, annotations: {} } }));
const broker = live.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'broker') as StatefulSet;
const scaled = (replicas: number) => [{ ...broker, spec: { ...broker.spec, replicas } }];

describe('the description in force', () => {
  test('is the one noted on the StatefulSets: the same again changes nothing', () => {
    const next = factsOf(described());
    expect(changesBetween(liveFacts(live, next)!, next, 'kubernetes')).toEqual([]);
  });

  test('is shown by StatefulSets of before as far as they can: brokers, servers, claims and image', () => {
    const next = factsOf(described());
    expect(liveFacts(withoutNotes(live), next)).toEqual({
      brokers: 3,
      'zookeeper.replicas': 1,
      'images.kafka': 'apache/kafka:3.9.2',
      'images.zookeeper': 'apache/kafka:3.9.2',
      'storage.size': '8Gi',
      'storage.zookeeperSize': '1Gi',
      'storage.className': null,
    });
    expect(refused(withoutNotes(live), { brokers: 2, storage: { size: '16Gi', className: 'fast' } })).toEqual([
      'brokers',
      'storage.size',
      'storage.className',
    ]);
  });

  test('has as many brokers as there are, whatever was noted before somebody scaled them', () => {
    expect(refused(scaled(5), {})).toEqual(['brokers']);
  });

  test('has claims of a size, however it is written', () => {
    expect(refused(live, { storage: { size: '8192Mi' } })).toEqual([]);
    expect(refused(live, { storage: { size: '8193Mi' } })).toEqual(['storage.size']);
  });

  test('is not there where no StatefulSet is', () => {
    expect(
      liveFacts(
        live.filter(({ kind }) => kind === 'Service'),
        {},
      ),
    ).toBeUndefined();
  });

  test('is told by the StatefulSets that are there, though a note cannot be read', () => {
    const broken = { ...broker, metadata: { ...broker.metadata, annotations: { 'kafka-streaming/description': '{' } } };
    expect(liveFacts([broken], {})).toMatchObject({ brokers: 3 });
  });
});

describe('whose the objects are', () => {
  test('those of the same cluster are its own', () => expect(foreignObjects(described(), live)).toEqual([]));

  test('another cluster in the namespace is named', () => {
    const configMaps = Array.from({ length: 9 }, (_, i) => ({
      ...live.find(({ kind }) => kind === 'Service')!,
      kind: 'ConfigMap',
      uid: `${i}`,
    }));
    const [sentence, ...others] = foreignObjects(described({ name: 'second' }), [...configMaps, ...live]);
    expect(sentence).toMatch(/^namespace "default" holds cluster "kindv-a" already \(.*StatefulSet broker.*\)/);
    expect(others).toEqual([]);
  });

  test('what another cluster has taken over of it, but for the StatefulSets, is taken back', () => {
    const labels = { ...broker.metadata.labels, 'app.kubernetes.io/instance': 'second' };
    const halfApplied = live.map((object) =>
      object.kind === 'StatefulSet' ? object : { ...object, metadata: { ...object.metadata, labels } },
    );
    expect(foreignObjects(described(), halfApplied)).toEqual([]);
    expect(foreignObjects(described({ name: 'second' }), halfApplied)).toHaveLength(1);
  });

  test("somebody else's are named, but for the namespace itself", () => {
    const metadata = { name: 'kafka', namespace: 'shop', uid: '1' };
    const sentences = foreignObjects(described(), [
      { kind: 'Service', metadata },
      { kind: 'Namespace', metadata: { name: 'shop', uid: '2' } },
    ]);
    expect(sentences).toEqual([
      expect.stringMatching(/^namespace "shop" has objects of somebody else .*: Service kafka: /) as string,
    ]);
  });

  test('NodePorts that another Service has are named with it, and its own ones are not', () => {
    expect(takenNodePorts(described(), live, live)).toEqual([]);
    expect(takenNodePorts(described({ namespace: 'other' }), [], live)).toEqual(
      [1, 2].map(
        (id) =>
          expect.stringMatching(
            new RegExp(
              `^NodePort 3009${id} is taken by Service broker-${id}-external of namespace "default", of cluster`,
            ),
          ) as string,
      ),
    );
    expect(takenNodePorts(described({ reachable: { from: 'inside' } }), [], live)).toEqual([]);
  });
});

test('topics of replicas are named once', () => {
  const replicas = ['orders.v1-eu-0', 'orders.v1-eu-1', '__consumer_offsets-12'];
  expect(topicsOf(replicas)).toEqual(['__consumer_offsets', 'orders.v1-eu']);
});

test('of a broker that does not run, Kafka tells what it is to hold', () => {
  const described = `Topic: test\tTopicId: v6S0\tPartitionCount: 2\tReplicationFactor: 2\tConfigs: segment.bytes=134217728
\tTopic: test\tPartition: 0\tLeader: 2\tReplicas: 2,14\tIsr: 2\tElr: N/A
\tTopic: test\tPartition: 1\tLeader: 4\tReplicas: 4,1\tIsr: 1,4\tElr: N/A
`;
  expect(assignedTo(4, described)).toEqual(['test-1']);
  expect(assignedTo(3, described)).toEqual([]);
});

test('what Kubernetes refuses is told in one line each, without patches and warnings', () => {
  expect(refusalsIn(recorded('refusals.txt'))).toEqual([
    expect.stringMatching(/^The StatefulSet "broker" is invalid: spec: Forbidden: /),
    'Service "broker-1-external" is invalid: spec.ports[0].nodePort: Invalid value: 30091: provided port is already allocated',
    'namespaces "nope" not found',
    'Deployment.apps "kafka-ui" is invalid: spec.selector: field is immutable',
    expect.stringMatching(/^services "broker" is forbidden: exceeded quota: q, /),
  ]);
});
