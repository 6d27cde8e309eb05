import type { Cluster } from './cluster';
import { addressText } from './endpoint';
import { clientListener } from './listeners';
import { requireCluster } from './require-cluster';

/** Thrown where clients outside Kubernetes are not provided for. */
export class NotReachableError extends Error {
  readonly code = 'NOT_REACHABLE';
  readonly exitCode = 2;

  constructor(cluster: string) {
    super(
      `cluster "${cluster}" is reachable inside Kubernetes only: run this in a pod, or name brokers (--brokers, KAFKA_BROKERS)`,
    );
    this.name = 'NotReachableError';
  }
}

/**
 * Where clients outside Kubernetes find the brokers. On kind and in the local run these are the same.
 * @throws {NotReachableError} (exit code 2) if they are reachable inside only
 */
export function hostAddresses(cluster: Cluster): readonly string[] {
  requireCluster(cluster);
  return cluster.brokers.map((broker) => {
    const endpoint = clientListener(broker).pod?.advertised;
    if (!endpoint) throw new NotReachableError(cluster.name);
    return addressText(endpoint);
  });
}

/** Where clients find the brokers of the local run, wherever the described ones are reachable from. */
export function localAddresses(cluster: Cluster): readonly string[] {
  requireCluster(cluster);
  return cluster.brokers.map((broker) => addressText({ host: 'localhost', port: clientListener(broker).local.port }));
}
