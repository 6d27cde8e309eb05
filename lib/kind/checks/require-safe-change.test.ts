import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejection } from '../../../test/support/rejection';
import { defineCluster, type ClusterDescription } from '../../cluster';
import { KindError } from '../kind-error';
import type { Kubectl } from '../kubectl';
import { parseObjects, type LiveObject } from './live-object';
import { claim, DEFAULT_CLASS } from './testing/claims';
import { requireSafeChange } from './require-safe-change';

const recorded = (name: string): string => readFileSync(join(__dirname, 'testing', name), 'utf8');
const live = parseObjects(recorded('live.json'));
const described = (changed: ClusterDescription) =>
  defineCluster({ name: 'kindv-a', hostPorts: { brokers: 14_591, ui: 14_804 }, ...changed });

describe('a change', () => {
  const files = { flags: ['--filename', 'dist'], createsNamespace: false };
  const failure = (message: string) => Promise.reject(new KindError('COMMAND_FAILED', message));
  /** Asks of kubectl by their first words; what it is not expected to be asked fails. */
  const answering =
    (held: string | undefined, dryRun = '', objects: readonly LiveObject[] = live): Kubectl =>
    (...args) => {
      const said = (stdout: string) => Promise.resolve({ stdout, stderr: '' });
      if (args[0] === 'get') {
        const isStorage = ({ kind }: LiveObject) => ['PersistentVolumeClaim', 'StorageClass', 'Pod'].includes(kind);
        const isAsked = args.includes('persistentvolumeclaims,storageclasses,pods');
        return said(JSON.stringify({ items: objects.filter((object) => isStorage(object) === isAsked) }));
      }
      if (args[0] === 'exec') return held === undefined ? failure('pod broker-3 does not run') : said(held);
      if (args[0] === 'apply' && args[1] === '--dry-run=server')
        return dryRun === '' ? said(JSON.stringify({ items: objects })) : failure(dryRun);
      throw new Error(`kubectl ${args.join(' ')}`);
    };
  const judged = (changed: ClusterDescription, ...answers: Parameters<typeof answering>) =>
    requireSafeChange(described(changed), answering(...answers), files);
  const REFUSED = { code: 'REFUSED_CHANGE', exitCode: 2 };

  test('to fewer brokers is refused while these hold replicas, with the commands that move them', async () => {
    const error = judged({ brokers: 2 }, 'test-0\ntest-1\nmeta.properties\n');
    await expect(error).rejects.toMatchObject(REFUSED);
    await expect(error).rejects.toThrow(/^ {2}broker-3 holds 2 replicas \(test-0, test-1\)$/m);
    // Each of the three brokers has both: there are three copies.
    await expect(error).rejects.toThrow(/^ {4}npm run admin -- reassign --replication-factor 2 --to 1,2 /m);
    await expect(error).rejects.toThrow(/kafka-reassign-partitions\.sh .* --broker-list 1,2 .*"topic":"test"/);
  });

  test('to fewer brokers is refused while these cannot be asked', async () => {
    await expect(judged({ brokers: 2 }, undefined)).rejects.toThrow(
      /^ {2}broker-3 could not be asked .* does not run$/m,
    );
  });

  test('is refused while the claim of a pod that runs is being deleted: its volume would go with the pod', async () => {
    const pod: LiveObject = { kind: 'Pod', metadata: { name: 'zookeeper-1', uid: 'zookeeper-1' } };
    const { metadata, spec } = claim('data-zookeeper-1', '1Gi');
    const leaving = <Kind extends LiveObject>(object: Kind) => ({
      ...object,
      metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
    });
    const deleted = leaving({ kind: 'PersistentVolumeClaim', metadata, spec: { ...spec, volumeName: 'pvc-7' } });
    const among = (...objects: readonly LiveObject[]) => judged({}, '', '', [...live, DEFAULT_CLASS, ...objects]);
    const text =
      'claim data-zookeeper-1 is being deleted, and its volume goes as soon as pod zookeeper-1 ends: kubectl patch pv pvc-7';
    await expect(among(pod, deleted)).rejects.toThrow(text);
    // Who deletes a cluster that is not retained means both.
    expect(await among(leaving(pod), deleted)).toMatchObject({ leaving: [] });
    expect(await among(deleted)).toMatchObject({ leaving: [] });
  });

  test('to fewer brokers that hold nothing can be made', async () => {
    expect(await judged({ brokers: 2 }, 'meta.properties\n')).toMatchObject({ leaving: ['broker-3'] });
  });

  test('of names is refused, as other names are other volumes', async () => {
    const claims = [claim('data-broker-1', '8Gi'), DEFAULT_CLASS];
    const error = await rejection(judged({ names: 'prefixed' }, undefined, '', claims));
    expect(error).toMatchObject(REFUSED);
    expect(error.message.split('\n')).toEqual([
      'nothing was changed:',
      expect.stringMatching(
        /^names is 'prefixed' in cluster\.ts, but not set in the cluster that is there: .* put the old/,
      ),
    ]);
  });

  test('of a cluster with prefixed names is judged as any other, and told by the names that there are', async () => {
    const prefixed = (name: string): string => name.replace(/^(data-)?/, '$1kindv-a-');
    const renamed = live.map((object) => ({
      ...object,
      metadata: { ...object.metadata, name: prefixed(object.metadata.name) },
    }));
    const names = 'prefixed' as const;
    expect(await judged({ names }, 'meta.properties\n', '', renamed)).toMatchObject({ leaving: [] });
    const error = await rejection(judged({ names, brokers: 2 }, 'test-0\n', '', renamed));
    expect(error.message).toMatch(/^brokers is 2 .* but 3 in the cluster that is there/m);
    expect(error.message).toMatch(/ exec -i kindv-a-broker-1 -- /);
    const gone = await rejection(judged({ names, brokers: 1 }, undefined, '', [claim('data-kindv-a-broker-2', '8Gi')]));
    expect(gone.message).toMatch(/no claim of ZooKeeper is there \(data-kindv-a-zookeeper-1\).*data-kindv-a-broker-2/);
  });

  test('of topics is refused where Kafka cannot make it, before anything is touched', async () => {
    const held = 'test-0\ntest-1\norders-0\nmeta.properties\n';
    const topics = { test: { partitions: 1 }, orders: { partitions: 1, replicationFactor: 1 } };
    const error = await rejection(judged({ topics }, held));
    expect(error).toMatchObject(REFUSED);
    expect(error.message.split('\n')).toEqual([
      'nothing was changed:',
      expect.stringMatching(/^topic "test" has 2 partitions, but 1 are described/),
      expect.stringMatching(/^topic "orders" has replication factor 3, but 1 is described/),
    ]);
  });

  test('is refused for all reasons at once, each said once', async () => {
    const error = await rejection(
      judged({ brokers: 2, storage: { size: '16Gi' } }, 'test-0\n', recorded('refusals.txt')),
    );
    expect(error).toMatchObject(REFUSED);
    const lines = error.message.split('\n');
    expect(lines[0]).toBe('nothing was changed:');
    expect(lines.filter((line) => /^storage\.size is '16Gi' /.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^brokers is 2 /.test(line))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('exceeded quota'))).toHaveLength(1);
    // The claim's refusal says it better.
    expect(lines.filter((line) => line.includes('updates to statefulset spec'))).toEqual([]);
    expect(lines).toContain('namespace "nope" is not there: kubectl create namespace nope');
  });

  test('of nothing is none', async () => {
    expect(await judged({}, undefined)).toMatchObject({ leaving: [] });
  });

  describe('after everything was deleted but the claims, which outlive their StatefulSets,', () => {
    const names = ['data-zookeeper-1', 'data-broker-1', 'data-broker-2', 'data-broker-3'];
    const outlived: readonly LiveObject[] = [
      ...names.map((name) => claim(name, name.includes('zookeeper') ? '1Gi' : '8Gi')),
      claim('data-of-others', '100Gi'),
      DEFAULT_CLASS,
    ];
    const without = (...gone: readonly string[]) => outlived.filter(({ metadata }) => !gone.includes(metadata.name));
    const judgedAfter = (changed: ClusterDescription, objects = outlived, held?: string) =>
      judged(changed, held, '', objects);

    test('the same description again is accepted, and so are more brokers and more servers', async () => {
      for (const changed of [{}, { brokers: 4 }, { zookeeper: { replicas: 3 } }] as const) {
        expect(await judgedAfter(changed)).toMatchObject({ leaving: [] });
      }
    });

    test('fewer brokers are refused, as nobody can tell what the claim of another holds', async () => {
      const error = await rejection(judgedAfter({ brokers: 2 }));
      expect(error).toMatchObject(REFUSED);
      expect(error.message.split('\n')).toEqual([
        'nothing was changed:',
        expect.stringMatching(/^brokers is 2 in cluster\.ts, but 3 /),
        expect.stringMatching(/^ {2}broker-3 could not be asked what it holds/),
        expect.stringMatching(
          /^ {2}describe as many brokers as before, .* kubectl --context kind-kindv-a delete pvc data-broker-3$/,
        ),
        `the StatefulSets were deleted, but the claims with their data are there, and are used again: ${names.join(', ')} (kubectl delete pvc NAME takes out one of a server that never served, or had left empty)`,
      ]);
    });

    test('fewer brokers are accepted where the pods run on, and tell that they hold nothing', async () => {
      expect(await judgedAfter({ brokers: 2 }, outlived, 'meta.properties\n')).toMatchObject({
        leaving: ['broker-3'],
      });
    });

    test('another ensemble is refused, but for claims of servers beyond those that run', async () => {
      const ofThree = [...outlived, claim('data-zookeeper-2', '1Gi'), claim('data-zookeeper-3', '1Gi')];
      const refusal = /^zookeeper\.replicas is 1 in cluster\.ts, but 3 /m;
      await expect(judgedAfter({}, ofThree)).rejects.toThrow(refusal);
      expect(await judgedAfter({}, [...live, ...ofThree], 'test-0\n')).toMatchObject({ leaving: [] });
      const fiveOf = { zookeeper: { replicas: 5 } } as const;
      await expect(judgedAfter(fiveOf, ofThree)).rejects.toThrow(/^zookeeper\.replicas is 5 in cluster\.ts, but 3 /m);
      expect(await judgedAfter({ zookeeper: { replicas: 3 } }, ofThree)).toMatchObject({ leaving: [] });
    });

    test.each([
      [{ size: '20Gi' }, /^storage\.size is '20Gi' in cluster\.ts, but '8Gi' /m],
      [{ zookeeperSize: '512Mi' }, /^storage\.zookeeperSize is '512Mi' in cluster\.ts, but '1Gi' /m],
      [{ className: 'fast' }, /^storage\.className is 'fast' in cluster\.ts, but (not set|'standard') /m],
    ] as const)('claims of another size or class than theirs are refused: %j', async (storage, refusal) => {
      await expect(judgedAfter({ storage })).rejects.toThrow(refusal);
    });

    test('another size is for claims made afterwards where the StatefulSets alone were deleted, as the steps for it say', async () => {
      const pods = ['broker-1', 'zookeeper-1'].map((name) => ({ kind: 'Pod', metadata: { name, uid: name } }));
      const storage = { size: '9Gi', zookeeperSize: '2Gi' } as const;
      expect(await judgedAfter({ storage }, [...outlived, ...pods])).toMatchObject({ leaving: [] });
      const going = pods.map(({ metadata, ...pod }) => ({
        ...pod,
        metadata: { ...metadata, deletionTimestamp: '2026-11-29T10:00:00Z' },
      }));
      await expect(judgedAfter({ storage }, [...outlived, ...going])).rejects.toThrow(/^storage\.size is '9Gi' /m);
    });

    test('a class that is not the default one must be described still', async () => {
      const fast = outlived.map((object) =>
        object.metadata.name === 'data-broker-2' ? claim('data-broker-2', '8Gi', 'fast') : object,
      );
      await expect(judgedAfter({}, fast)).rejects.toThrow(
        /^storage\.className is not set in cluster\.ts, but 'fast' /m,
      );
      expect(await judgedAfter({ storage: { className: 'standard' } })).toMatchObject({ leaving: [] });
    });

    test('one whose claim alone was lost is given a new one, however the others are written', async () => {
      const { leaving } = await judgedAfter({ storage: { size: '8192Mi' } }, without('data-broker-2'));
      expect(leaving).toEqual([]);
    });

    test('brokers with data and no ZooKeeper of theirs are refused: its topics are gone', async () => {
      await expect(judgedAfter({}, without('data-zookeeper-1'))).rejects.toThrow(
        /^no claim of ZooKeeper is there .*, but data-broker-1, data-broker-2, data-broker-3 may have messages: /m,
      );
    });

    test('those of another cluster are not taken, and those that somebody put there by hand are', async () => {
      const second = outlived.map((object) => ({
        ...object,
        metadata: { ...object.metadata, labels: { 'app.kubernetes.io/instance': 'second' } },
      }));
      await expect(judgedAfter({}, second)).rejects.toThrow(
        /^namespace "default" holds cluster "second" already \(PersistentVolumeClaim data-zookeeper-1, /m,
      );
      const byHand = outlived.map((object) => ({ ...object, metadata: { ...object.metadata, labels: {} } }));
      expect(await judgedAfter({}, byHand)).toMatchObject({ leaving: [] });
    });

    test.each([
      { deletionTimestamp: '2026-11-29T10:00:00Z' },
      { ownerReferences: [{ kind: 'StatefulSet', name: 'broker' }] },
    ])('those that go with their StatefulSet count no more: %j', async (leaving) => {
      const going = outlived.map((object) => ({ ...object, metadata: { ...object.metadata, ...leaving } }));
      expect(await judgedAfter({ brokers: 1, storage: { size: '20Gi' } }, going)).toMatchObject({ leaving: [] });
    });
  });
});
