import type { Cluster } from '../cluster';
import { LocalRunError } from './local-run-error';
import { metadataStore } from './find-metadata-store';
import { hasData } from './servers/has-data';
import type { Server } from './servers/server';

/** A majority is left of three, and gives it all that it lacks. */
const MIN_ENSEMBLE = 3;

/**
 * A server goes on with files that were deleted, as it has them open: what no other has ends with it.
 * @throws {LocalRunError} `LOST_DATA`, before it is stopped
 */
export async function requireDataToRestart(cluster: Cluster, folder: string, server: Server): Promise<void> {
  if (hasData(server)) return;
  const { role, id, name } = server;
  const only = role === 'broker' ? await onlyIn(cluster, folder, id) : [];
  const isNeeded = role === 'broker' ? only.length > 0 : cluster.metadata.servers.length < MIN_ENSEMBLE;
  if (!isNeeded) return;
  const what = role === 'broker' ? `messages of ${only.length} partitions, ${only[0]!} first` : 'all topics';
  throw new LocalRunError(
    'LOST_DATA',
    `the data of ${name} were deleted while it runs, and it alone still has ${what}: they would end with it. Put the data back, or copy out what it serves, before it is stopped`,
  );
}

/** Replicas, such as `test-0`, of which no other broker has all. */
async function onlyIn(cluster: Cluster, folder: string, id: number): Promise<readonly string[]> {
  const store = metadataStore(cluster, folder);
  const replicas = [...(await store.existingTopics())].flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => `${topic}-${partition}`),
  );
  const inSync = await store.inSyncReplicas(replicas);
  return replicas.filter((replica) => inSync.get(replica)!.every((each) => each === id));
}
