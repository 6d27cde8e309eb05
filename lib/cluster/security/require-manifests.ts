import { command } from '../../package';
import type { Cluster } from '../cluster';
import { InvalidClusterError } from '../invalid-cluster-error';
import { requireCluster } from '../require-cluster';

/**
 * Before anything is written or made on Kubernetes.
 * @throws {InvalidClusterError} for a cluster that cannot be rendered there yet, and for what `defineCluster` has not made
 */
export function requireManifests(cluster: Cluster | undefined): void {
  requireCluster(cluster);
  if (cluster?.security)
    throw new InvalidClusterError([
      `security is for the local run only so far, but cluster "${cluster.name}" has it: no manifests are written of it; leave it out, or run it here (${command('up', '', { on: 'local', name: cluster.name })})`,
    ]);
}
