import type { Broker, BrokerPlace, Cluster } from '../../cluster';
import { metadataEndpoints } from '../metadata-endpoints';
import { certificateFiles } from './certificate-files';
import { LOOPBACK } from './loopback';

/**
 * Where a broker runs on this machine. INTERNAL has a port a broker, since all share one address; in Kubernetes each pod has
 * an address of its own, and the Service and the probe of a StatefulSet have one port for all its pods.
 */
export const localBrokerPlace = (cluster: Cluster, broker: Broker, logDir: string): BrokerPlace => ({
  bindAddress: LOOPBACK,
  listeners: broker.listeners.map(({ name, protocol, local }) => ({ name, protocol, ...local })),
  logDir,
  metadata: metadataEndpoints(cluster.metadata),
  certificates: certificateFiles(cluster),
});
