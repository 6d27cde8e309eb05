import type { Cluster } from '../cluster';
import { someOf } from '../package/some-of';
import { claimsIn, clusterOf, getObjects, plainlyNamed, type LiveObject } from './checks';
import { KindError } from './kind-error';
import { kubectlFor } from './kubectl';

/** What kind itself has in a cluster. */
const OWN_NAMESPACES = /^kube-|^local-path-storage$/;
/** What is somebody's work, or holds somebody's data. */
const KINDS = 'statefulsets,deployments,daemonsets,persistentvolumeclaims';

/**
 * That a kind cluster holds nothing but what its name says. One that does not answer is taken for what it was made for.
 * @throws {KindError} `REFUSED_CHANGE`
 */
export async function requireNothingElse(cluster: Cluster, signal?: AbortSignal): Promise<void> {
  const objects = await getObjects(
    kubectlFor(cluster, signal),
    KINDS,
    '--all-namespaces',
    '--request-timeout=5s',
  ).catch((error: unknown): readonly LiveObject[] => {
    if (error instanceof KindError) return [];
    throw error;
  });
  const own = cluster.namespace ?? 'default';
  // One without labels was put there by hand, for the pod of its name.
  const byHand = new Set(claimsIn(plainlyNamed(cluster, objects)).map(({ metadata }) => metadata.uid));
  const others = objects.filter((object) => {
    const { namespace = 'default', uid } = object.metadata;
    const owner = clusterOf(object);
    const isOurs = owner === cluster.name || (owner === undefined && byHand.has(uid));
    return !(isOurs && namespace === own) && !OWN_NAMESPACES.test(namespace);
  });
  if (others.length === 0) return;
  const names = someOf(
    others.map(({ kind, metadata }) => `${kind} ${metadata.name} in namespace "${metadata.namespace}"`),
  );
  throw new KindError(
    'REFUSED_CHANGE',
    `nothing was removed: kind cluster "${cluster.name}" has more than the described Kafka: ${names}: kind delete cluster --name ${cluster.name} removes that too`,
  );
}
