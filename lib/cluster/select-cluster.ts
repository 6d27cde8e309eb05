import type { Cluster } from './cluster';
import { nearest } from './nearest';

/** Thrown for a name that cluster.ts does not define. */
export class UnknownClusterError extends Error {
  readonly code = 'UNKNOWN_CLUSTER';
  readonly exitCode = 2;
}

/**
 * The cluster of that name out of those that cluster.ts defines; without a name the first.
 * @throws {UnknownClusterError} naming those there are
 */
export function selectCluster<Known extends Cluster>(clusters: Readonly<Record<string, Known>>, name?: string): Known {
  const names = Object.keys(clusters);
  const cluster = clusters[name ?? names[0] ?? ''];
  if (cluster && Object.hasOwn(clusters, name ?? names[0]!)) return cluster;
  const meant = nearest(name ?? '', names);
  throw new UnknownClusterError(
    `cluster "${name ?? ''}" is not defined in cluster.ts: use ${names.join(' or ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}
