import type { Cluster } from '../../cluster';
import { requireCluster } from '../../cluster/require-cluster';

/** By name. Where a cluster is one of several, these are the topics that all of them have. */
export type Topics<Of extends Cluster> =
  Of extends Cluster<infer Topics>
    ? { readonly [Name in Topics['name']]: Extract<Topics, { readonly name: Name }> }
    : never;

/** The topics of a description as values: to name one that is not described does not compile. */
export const topicsOf = <Of extends Cluster>(cluster: Of): Topics<Of> => {
  requireCluster(cluster);
  return Object.fromEntries(cluster.topics.map((topic) => [topic.name, topic])) as Topics<Of>;
};
