import { kindPorts, type Cluster } from '../../cluster';
import { clusterOf, isClaim, isService, isStatefulSet, type LiveObject } from './live-object';
import { someOf } from '../../package/some-of';

/** Most names in one sentence. */
const MAX_NAMED = 6;

/**
 * `live` bears names that `cluster` wants to use: a sentence for each owner of some that is not `cluster` itself. Whose the
 * StatefulSets are decides, as nobody can take those over: what another cluster has got of a cluster of ours by an apply that
 * failed half-way is taken back.
 */
export function foreignObjects({ name }: Cluster, live: readonly LiveObject[]): readonly string[] {
  const isOurs = live.filter(isStatefulSet).some((set) => clusterOf(set) === name);
  const foreign = live.filter((object) => {
    const owner = clusterOf(object);
    // A namespace is shared by nature, and a claim without an owner was put there by hand for the pod of its name.
    const isAnybodys = object.kind === 'Namespace' || (isClaim(object) && owner === undefined);
    return !isAnybodys && owner !== name && !(isOurs && owner !== undefined);
  });
  const owners = [...new Set(foreign.map(clusterOf))];
  return owners.map((owner) => {
    const theirs = foreign.filter((object) => clusterOf(object) === owner);
    const place = `namespace "${theirs[0]!.metadata.namespace ?? 'default'}"`;
    return owner === undefined
      ? `${place} has objects of somebody else under names that cluster "${name}" needs: ${named(theirs)}: describe another namespace in cluster.ts`
      : `${place} holds cluster "${owner}" already (${named(theirs)}), and this is cluster "${name}": a namespace holds one: describe another namespace in cluster.ts, or the name "${owner}" if it is the same cluster`;
  });
}

/** Who has the NodePorts that `cluster` wants: they are one range for all namespaces. `live` are objects of `cluster`'s own names. */
export function takenNodePorts(
  cluster: Cluster,
  live: readonly LiveObject[],
  services: readonly LiveObject[],
): readonly string[] {
  const own = new Set(live.map(({ metadata }) => metadata.uid));
  const wanted = new Set(kindPorts(cluster.brokers).map(({ nodePort }) => nodePort));
  return services
    .filter(isService)
    .filter(({ metadata }) => !own.has(metadata.uid))
    .flatMap((service) => {
      const taken = (service.spec.ports ?? [])
        .map(({ nodePort }) => nodePort)
        .filter((port) => port && wanted.has(port));
      if (taken.length === 0) return [];
      const { name, namespace = 'default' } = service.metadata;
      const owner = clusterOf(service);
      const whose = owner === undefined ? '' : `, of cluster "${owner}"`;
      return `NodePort ${taken.join(', ')} is taken by Service ${name} of namespace "${namespace}"${whose}: delete that one, or describe reachable: { from: 'inside' }`;
    });
}

/** What runs comes first: it says most. */
function named(objects: readonly LiveObject[]): string {
  const byWeight = [...objects].sort((a, b) => Number(isStatefulSet(b)) - Number(isStatefulSet(a)));
  return someOf(
    byWeight.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    MAX_NAMED,
  );
}
