import { factsOf, type Cluster, type Facts } from '../../cluster';
import type { Kubectl } from '../kubectl';
import { liveFacts } from './live-facts';
import { getObjects, plainlyNamed } from './live-object';
import type { Files } from './require-safe-change';

/** What the objects that are there were made from; undefined where there are none of the cluster. */
export async function factsInForce(cluster: Cluster, kubectl: Kubectl, { flags }: Files): Promise<Facts | undefined> {
  const [live, storage] = await Promise.all([
    getObjects(kubectl, ...flags),
    getObjects(kubectl, 'persistentvolumeclaims,storageclasses,pods'),
  ]);
  const next = factsOf(cluster);
  const facts = liveFacts(plainlyNamed(cluster, [...live, ...storage]), next);
  // They were found by these.
  return facts && { ...facts, names: next.names };
}
