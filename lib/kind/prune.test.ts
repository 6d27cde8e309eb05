import { defineCluster } from '../cluster';
import type { Kubectl } from './kubectl';
import { pruneConfigMaps } from './prune';

const configMaps = ['broker-1a2b3c4d', 'broker-5e6f7a8b', 'broker-9c0d1e2f', 'zookeeper-1a2b3c4d'];

/** One ConfigMap is in the manifests, one in a revision that is kept. */
async function pruned(...named: readonly string[]): Promise<{ deleted: readonly string[]; calls: readonly string[] }> {
  const calls: string[] = [];
  const kubectl: Kubectl = (...args) => {
    if (args[0] !== 'get') calls.push(args.join(' '));
    const items =
      args[1] === 'configmaps'
        ? configMaps.map((name) => ({ kind: 'ConfigMap', metadata: { name, uid: name } }))
        : named.map((name) => ({
            kind: 'ControllerRevision',
            data: { spec: { template: { spec: { volumes: [{ name: 'config', configMap: { name } }] } } } },
          }));
    return Promise.resolve({ stdout: JSON.stringify({ items }, null, 4), stderr: '' });
  };
  const applied = ['broker-9c0d1e2f', 'zookeeper-1a2b3c4d'].map(
    (name) => ({ kind: 'ConfigMap', name, action: 'unchanged' }) as const,
  );
  return { deleted: await pruneConfigMaps(defineCluster({}), kubectl, applied), calls };
}

test('ConfigMaps go that neither the manifests name nor a revision that a roll can go back to', async () => {
  const { deleted, calls } = await pruned('broker-5e6f7a8b');
  expect(deleted).toEqual(['broker-1a2b3c4d']);
  expect(calls).toEqual(['delete configmap --ignore-not-found broker-1a2b3c4d']);
});

test('nothing is deleted while all are in use', async () => {
  expect(await pruned('broker-5e6f7a8b', 'broker-1a2b3c4d')).toEqual({ deleted: [], calls: [] });
});
