import { project } from '../../../lib/cli-kit';
import { defineCluster } from '../../../lib/cluster';
import { createTopic, health, listTopics } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { rejection } from '../../support/rejection';
import type { KindCluster } from '../support/kind-cluster';
import { audit, FLAWLESS, produce } from '../support/traffic';

const KINDS = 'all,configmaps,serviceaccounts,networkpolicies,poddisruptionbudgets';

const remaining = async ({ cluster, kubectl }: KindCluster, kinds: string): Promise<string[]> => {
  const ours = ['--selector', `app.kubernetes.io/instance=${cluster.name}`, '--output', 'name'];
  return (await kubectl('get', kinds, ...ours)).stdout.split('\n').filter((name) => name !== '');
};

const deleteAll = async (kind: KindCluster): Promise<void> => {
  const deletion = kind.kubectl('delete', '--filename', kind.dist, '--timeout=120s');
  if (kind.cluster.createNamespace) expect((await rejection(deletion)).message).toMatch(/namespace "\S+" stays/);
  else await deletion;
  // Those of former descriptions: nothing in dist names them any more.
  await kind.kubectl('delete', 'configmaps', '--selector', `app.kubernetes.io/instance=${kind.cluster.name}`);
  await kind.until('all that was applied is gone', async () => (await remaining(kind, KINDS)).length === 0);
};

export function keepsItsData(kind: KindCluster): void {
  test('kubectl delete leaves the volumes and nothing else; fewer brokers and other sizes are refused then, and applied again it finds the old messages', async () => {
    const topic = 'kept';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const sent = await produce(client, topic, 1000);
    await client.close();

    await deleteAll(kind);
    const names = kind.cluster.servers.map(({ name }) => name).sort();
    expect(await remaining(kind, 'persistentvolumeclaims')).toEqual(
      names.map((name) => `persistentvolumeclaim/data-${name}`),
    );

    const { description, brokers, metadata } = kind.cluster;
    // Brokers that are the controllers too are one or three.
    const fewer = metadata.mode === 'kraft' && metadata.role === 'broker' ? 1 : brokers.length - 1;
    const others = [{ brokers: fewer }, { storage: { ...description.storage, size: '20Gi' } }] as const;
    for (const other of others) {
      const refused = up(defineCluster({ ...description, ...other }), {
        folder: project.kindFolder,
        project: project.root,
      });
      expect(await rejection(refused)).toMatchObject({ code: 'REFUSED_CHANGE', exitCode: 2 });
    }
    expect(await remaining(kind, KINDS)).toEqual([]);

    await up(kind.cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 240_000 });
    const again = await kind.connect();
    expect(await audit(again, topic, sent)).toEqual(FLAWLESS);
    await again.close();
  });
}

export function keepsNothing(kind: KindCluster): void {
  test('kubectl delete leaves nothing, not even volumes; applied again it starts clean', async () => {
    await deleteAll(kind);
    await kind.until('no volume is left', async () => (await remaining(kind, 'persistentvolumeclaims')).length === 0);

    await up(kind.cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 240_000 });
    const client = await kind.connect();
    const topics = await listTopics(client);
    expect(topics.filter(({ internal }) => !internal).map(({ name }) => name)).toEqual(['test']);
    expect((await health(client)).topics.find(({ name }) => name === 'test')?.messages).toBe(0);
    await client.close();
  });
}
