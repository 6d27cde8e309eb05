import type { Cluster, Topic } from './cluster';
import type { ClusterDescription, TopicDescription } from './description';
import { InvalidClusterError } from './invalid-cluster-error';
import { plainCopy } from './plain-copy';
import { resolve } from './resolve';
import { rules } from './rules';
import { shapeFaults } from './shape';

type ValueOf<Description> = Description extends TopicDescription<infer Value> ? Value : never;
type TopicsOf<Description> = Description extends { readonly topics: infer Topics }
  ? { [Name in keyof Topics & string]: Topic<Name, ValueOf<Topics[Name]>> }[keyof Topics & string]
  : never;

/** Fields that no description has: only on a literal does the compiler see them by itself. */
type Unknown<Description> = Exclude<keyof Description, keyof ClusterDescription>;

/**
 * Resolves a description and checks it.
 * @throws {InvalidClusterError} with every fault: what, what is allowed, what was given, what to do
 */
export function defineCluster<const Description extends ClusterDescription>(
  description: Description & Readonly<Record<Unknown<Description>, never>>,
): Cluster<TopicsOf<Description>> {
  const copy = plainCopy(description);
  // A value of the wrong type would only derail the rules behind it.
  const misshapen = shapeFaults(copy);
  if (misshapen.length > 0) throw new InvalidClusterError(misshapen);
  const cluster = resolve(copy as ClusterDescription) as Cluster<TopicsOf<Description>>;
  const faults = rules.flatMap((rule) => [...rule(cluster)]);
  if (faults.length > 0) throw new InvalidClusterError(faults);
  return cluster;
}
