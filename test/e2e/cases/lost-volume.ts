import { rejection } from '../../../test/support/rejection';
import { createTopic } from '../../../lib/kafka';
import { compare } from '../../../lib/kind/compare';
import { restart } from '../../../lib/kind/restart';
import { kindState } from '../../../lib/kind';
import { filesOf } from '../../../lib/kind/apply';
import { requireSafeChange } from '../../../lib/kind/checks';
import type { KindCluster } from '../support/kind-cluster';
import { identities, isReplaced } from '../support/pods';
import { audit, FLAWLESS, produce } from '../support/traffic';

const CLAIM = 'data-zookeeper-1';
const signal = new AbortController().signal;

/** ZooKeeper has one server: what it knows is on its volume alone. */
export function outlivesADeletedClaim(kind: KindCluster): void {
  const refusal = new RegExp(`claim ${CLAIM} is being deleted, .* kubectl patch pv pvc-`);
  const podOf = async (): Promise<string> =>
    (await kind.kubectl('get', 'pod', 'zookeeper-1', '--output', 'json')).stdout;
  let volume: string;

  test('no pod whose claim was deleted is ended, and status says so', async () => {
    volume = (await kind.kubectl('get', 'pvc', CLAIM, '--output', 'jsonpath={.spec.volumeName}')).stdout;
    await kind.kubectl('delete', 'pvc', CLAIM, '--wait=false');
    const { servers } = await kindState(kind.cluster, signal);
    expect(servers.find(({ name }) => name === 'zookeeper-1')?.fault).toMatch(refusal);
    const again = restart(kind.cluster, 'zookeeper-1', { report: () => undefined });
    expect((await rejection(again)).message).toMatch(refusal);
    expect((await rejection(requireSafeChange(kind.cluster, kind.kubectl, filesOf(kind.dist)))).message).toMatch(
      refusal,
    );
  });

  test('without its volume ZooKeeper begins nothing anew beside brokers that serve', async () => {
    const keep = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: 'Retain' } });
    await kind.kubectl('patch', 'pv', volume, '--patch', keep);
    await kind.kubectl('delete', 'pod', 'zookeeper-1');
    await kind.until('it says why it does not start', async () => {
      const logs = await kind.kubectl('logs', 'zookeeper-1', '--previous').catch(() => ({ stdout: '' }));
      return logs.stdout.includes('zookeeper-1 has lost its volume');
    });
    await kind.until('status says so', async () => {
      const { servers } = await kindState(kind.cluster, signal);
      return /its pod is CrashLoopBackOff/.test(servers.find(({ name }) => name === 'zookeeper-1')?.fault ?? '');
    });
  });

  test('its volume is put back as docs/troubleshooting.md says, and brokers that restart find their cluster', async () => {
    await kind.kubectl('scale', 'statefulset', 'zookeeper', '--replicas=0');
    await kind.kubectl('wait', '--for=delete', 'pod/zookeeper-1', '--timeout=120s');
    await kind.kubectl('delete', 'pvc', CLAIM, '--ignore-not-found');
    const free = JSON.stringify([{ op: 'remove', path: '/spec/claimRef' }]);
    await kind.kubectl('patch', 'pv', volume, '--type=json', '--patch', free);
    await kind.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: CLAIM,
        labels: { 'app.kubernetes.io/instance': kind.cluster.name, 'app.kubernetes.io/component': 'zookeeper' },
      },
      spec: {
        volumeName: volume,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: kind.cluster.storage.zookeeperSize } },
      },
    });
    await kind.kubectl('scale', 'statefulset', 'zookeeper', '--replicas=1');
    await kind.until('zookeeper-1 is ready', async () => /"ready": ?true/.test(await podOf()));
    const before = await identities(kind);
    await kind.kubectl('delete', 'pod', 'broker-3', '--wait=false');
    await kind.until('broker-3 is back', () => isReplaced(kind, before, 'broker-3'));
    const client = await kind.connect();
    await createTopic(client, {
      name: 'after-loss',
      partitions: 3,
      replicationFactor: kind.cluster.replication.factor,
    });
    const sent = await produce(client, 'after-loss', 1000);
    expect(await audit(client, 'after-loss', sent)).toEqual(FLAWLESS);
    await client.close();
  });

  test('diff shows what somebody has deleted or changed by hand', async () => {
    expect((await compare(kind.cluster, signal))?.differences).toEqual([]);
    await kind.kubectl('delete', 'service', 'broker-2-external');
    await kind.kubectl('scale', 'deployment', 'kafka-ui', '--replicas=0');
    const found = await compare(kind.cluster, signal);
    expect(found?.differences.map(({ field, does }) => `${field}: ${does}`)).toEqual([
      'Service broker-2-external: makes it',
      'Deployment kafka-ui: brings it back',
    ]);
    await kind.applyManifests();
  });
}
