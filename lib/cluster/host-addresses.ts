import type { Broker, Cluster } from './cluster';
import { address, type Endpoint } from './endpoint';

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

const localEndpoint = ({ externalPort }: Broker): Endpoint => ({ host: 'localhost', port: externalPort });

/** Where clients outside Kubernetes reach the broker, if they do. */
export function externalEndpoint({ reachable }: Cluster, broker: Broker): Endpoint | undefined {
  switch (reachable.from) {
    case 'kind':
      return localEndpoint(broker);
    case 'load-balancer':
      return { host: reachable.hosts[broker.id - 1]!, port: broker.externalPort };
    case 'inside':
      return undefined;
  }
}

/**
 * Where clients outside Kubernetes find the brokers. On kind and in the local run these are the same.
 * @throws {NotReachableError} (exit code 2) if they are reachable inside only
 */
export const hostAddresses = (cluster: Cluster): readonly string[] =>
  cluster.brokers.map((broker) => {
    const endpoint = externalEndpoint(cluster, broker);
    if (!endpoint) throw new NotReachableError(cluster.name);
    return address(endpoint);
  });

/** Where clients find the brokers of the local run, wherever the described ones are reachable from. */
export const localAddresses = ({ brokers }: Cluster): readonly string[] =>
  brokers.map((broker) => address(localEndpoint(broker)));
