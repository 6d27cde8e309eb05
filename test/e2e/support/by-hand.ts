import type { ClusterDescription } from '../../../lib/cluster';
import { writeManifests } from '../../../lib/kind/manifests';
import { isDone, type Workload } from '../../../lib/kind/workloads';
import { KindCluster } from './kind-cluster';

/** For a roll of every server, one after the other. */
export const ROLL_MS = 400_000;

/** `kubectl apply` of the manifests of another description, as a person without our verbs would. */
export async function applyByHand(kind: KindCluster, change: ClusterDescription): Promise<void> {
  const { cluster, folder } = new KindCluster({ ...kind.cluster.description, ...change });
  const { dist } = await writeManifests(cluster, folder);
  await kind.kubectl('apply', '--filename', dist);
}

/** Every StatefulSet has all of its pods, of its newest revision, and they are ready. */
export async function serversAreDone(kind: KindCluster): Promise<boolean> {
  const { stdout } = await kind.kubectl('get', 'statefulsets', '--output', 'json');
  const { items } = JSON.parse(stdout) as { items: readonly Workload[] };
  return items.length === new Set(kind.cluster.servers.map(({ role }) => role)).size && items.every(isDone);
}
