import type { Cluster } from './cluster';
import { InvalidClusterError } from './invalid-cluster-error';
import { nearest } from './nearest';
import { isPlainObject } from './plain-copy';
import { shown } from './shown';

/** Thrown for a name that cluster.ts does not define. */
export class UnknownClusterError extends Error {
  readonly code = 'UNKNOWN_CLUSTER';
  readonly exitCode = 2;
}

/**
 * The cluster of that name out of those that cluster.ts defines; without a name the first.
 * @throws {UnknownClusterError} naming those there are
 * @throws {InvalidClusterError} when they are none
 */
export function selectCluster<Known extends Cluster>(clusters: Readonly<Record<string, Known>>, name?: string): Known {
  requireClusters(clusters);
  const names = Object.keys(clusters);
  const cluster = clusters[name ?? names[0] ?? ''];
  if (cluster && Object.hasOwn(clusters, name ?? names[0]!)) return cluster;
  const meant = nearest(name ?? '', names);
  throw new UnknownClusterError(
    `cluster "${name ?? ''}" is not defined in cluster.ts: use ${names.join(' or ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

/** What a command line may say of the cluster that it is about. */
export interface Meant {
  /** The key in cluster.ts. */
  readonly cluster?: string | undefined;
  /** The name that it runs under. */
  readonly name?: string | undefined;
  /** The key that was given when the cluster of that name was started; one that is not there any more says nothing. */
  readonly startedAs?: string | undefined;
}

/**
 * The same by what was given: `cluster` says which, else what the one of that `name` was started as, else a `name` that one of them is
 * described with; any other name is one under which the first is to run.
 */
export const clusterMeant = <Known extends Cluster>(
  clusters: Readonly<Record<string, Known>>,
  { cluster, name, startedAs }: Meant,
): Known => {
  const described = selectCluster(clusters, cluster);
  if (cluster !== undefined || name === undefined) return described;
  if (startedAs !== undefined && Object.hasOwn(clusters, startedAs)) return clusters[startedAs]!;
  return Object.values(clusters).find((each) => each.name === name) ?? described;
};

/** The compiler knows it too, but nobody has to ask it. */
function requireClusters(clusters: unknown): void {
  const wanted = 'cluster.ts must export clusters: { "my-cluster": defineCluster({ … }) }';
  if (!isPlainObject(clusters) || Object.keys(clusters).length === 0) {
    const given = clusters === undefined ? 'it exports none' : `they are ${shown(clusters)}`;
    throw new InvalidClusterError([`${wanted}, but ${given}`]);
  }
  const others = Object.entries(clusters).filter(([, value]) => !isCluster(value));
  if (others.length === 0) return;
  throw new InvalidClusterError(others.map(([name, value]) => `${wanted}, but ${shown(name)} is ${shown(value)}`));
}

const isCluster = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'description' in value && 'brokers' in value;
