import { inspect } from 'node:util';
import { InvalidClusterError } from './invalid-cluster-error';

/**
 * Callers in plain JavaScript have no types to stop them.
 * @throws {InvalidClusterError} for what `defineCluster` has not made
 */
export function requireCluster(cluster: unknown): void {
  if (typeof cluster === 'object' && cluster !== null && 'description' in cluster && 'brokers' in cluster) return;
  const given = inspect(cluster, { depth: 0 });
  throw new InvalidClusterError([`a cluster must be one that defineCluster has made, but ${given} was given`]);
}
