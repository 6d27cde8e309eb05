import type { Broker } from './cluster';
import type { ClusterServer } from './cluster-server';
import { clientListener } from './listeners';
import { metadataServers, type Metadata } from './metadata';

/** Every server, those that hold the metadata first, as the others cannot start without. */
export const describedServers = (metadata: Metadata, brokers: readonly Broker[]): readonly ClusterServer[] => [
  ...metadataServers(metadata),
  ...brokers.map(brokerServer),
];

function brokerServer(broker: Broker): ClusterServer {
  const known = clientListener(broker);
  const others = broker.listeners.filter((listener) => listener !== known);
  return {
    role: 'broker',
    id: broker.id,
    name: `broker-${broker.id}`,
    portsFrom: 'brokers',
    localPort: known.local.port,
    otherLocalPorts: {
      ...Object.fromEntries(others.map(({ name, local }) => [name, local.port])),
      ...(broker.localMetricsPort !== undefined && { metrics: broker.localMetricsPort }),
    },
    external: known.pod?.advertised,
  };
}
