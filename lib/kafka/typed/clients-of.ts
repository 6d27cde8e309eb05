import type { Cluster } from '../../cluster';
import { hostAddresses } from '../../cluster/host-addresses';
import { requireCluster } from '../../cluster/require-cluster';
import { requireOptions } from '../client/require-options';
import { connect, type ConnectOptions } from '../client/connect';
import { typedClients, type TypedClients } from './clients';
import { topicsOf, type Topics } from './topics';

export interface ClientsOptions extends Omit<ConnectOptions, 'brokers' | 'signal'> {
  /**
   * Bootstrap addresses, `host:port`.
   * @default - those of the variable KAFKA_BROKERS, which the manifests set in pods; without it those of the description
   */
  readonly brokers?: readonly string[];
}

export interface ClientsOf<Of extends Cluster> extends TypedClients {
  /** By name: each knows the type of its values. */
  readonly topics: Topics<Of>;
}

/**
 * The topics of a described cluster, and clients of them. Nothing is connected before a client is used.
 * @throws {InvalidClusterError} for what `defineCluster` has not made
 * @throws {NotReachableError} when a client is first used, where the description says that nobody outside Kubernetes gets in
 */
export function clientsOf<Of extends Cluster>(cluster: Of, options: ClientsOptions = {}): ClientsOf<Of> {
  requireCluster(cluster);
  requireOptions(options);
  return {
    topics: topicsOf(cluster),
    ...typedClients(async (signal) =>
      connect({
        ...options,
        brokers: options.brokers ?? givenBrokers() ?? hostAddresses(cluster),
        ...(signal && { signal }),
      }),
    ),
  };
}

function givenBrokers(): readonly string[] | undefined {
  const given = process.env.KAFKA_BROKERS?.split(',').flatMap((address) => address.trim() || []);
  return given?.length ? given : undefined;
}
