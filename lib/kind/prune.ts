import type { Cluster } from '../cluster';
import type { Applied } from './apply';
import { parseObjects } from './checks';
import { selectorOf, type Kubectl } from './kubectl';

/** All that can name a ConfigMap: what runs, and the revisions that a roll can go back to. */
const USERS = 'controllerrevisions,replicasets,jobs,cronjobs,pods';

/**
 * Deletes the ConfigMaps of `cluster` that nothing needs any more: those of other content have other names, and would gather.
 * Returns the names of those that it deleted.
 */
export async function pruneConfigMaps(
  cluster: Cluster,
  kubectl: Kubectl,
  applied: readonly Applied[],
): Promise<readonly string[]> {
  const get = async (kinds: string) => (await kubectl('get', kinds, ...selectorOf(cluster), '--output', 'json')).stdout;
  const isApplied = (name: string) => applied.some((one) => one.kind === 'ConfigMap' && one.name === name);
  const former = parseObjects(await get('configmaps'))
    .map(({ metadata }) => metadata.name)
    .filter((name) => !isApplied(name));
  if (former.length === 0) return [];
  const users = await get(USERS);
  const unused = former.filter((name) => !users.includes(JSON.stringify(name)));
  if (unused.length > 0) await kubectl('delete', 'configmap', '--ignore-not-found', ...unused);
  return unused;
}
