import type { Broker, BrokerPlace, Cluster, Endpoint, ZooKeeperPlace, ZooKeeperServer } from '../../cluster';

const LOOPBACK = '127.0.0.1';

/**
 * Where a broker runs on this machine. INTERNAL has a port a broker, since all share one address; in Kubernetes each pod has
 * an address of its own, and the Service and the probe of a StatefulSet have one port for all its pods.
 */
export const localBrokerPlace = (cluster: Cluster, broker: Broker, logDir: string): BrokerPlace => ({
  bindAddress: LOOPBACK,
  internal: { host: LOOPBACK, port: broker.localForwarded?.internal ?? broker.localInternalPort },
  internalPort: broker.localInternalPort,
  external: { host: 'localhost', port: broker.localForwarded?.external ?? broker.externalPort },
  logDir,
  zookeeper: zooKeeperEndpoints(cluster),
});

export const zooKeeperEndpoints = ({ zookeeper }: Cluster): Endpoint[] =>
  zookeeper.servers.map(({ localClientPort }) => ({ host: LOOPBACK, port: localClientPort }));

export const localZooKeeperPlace = (
  { zookeeper }: Cluster,
  server: ZooKeeperServer,
  dataDir: string,
): ZooKeeperPlace => ({
  bindAddress: LOOPBACK,
  clientPort: server.localClientPort,
  dataDir,
  peers: zookeeper.servers.map(({ id, localPeerPort, localElectionPort }) => ({
    id,
    host: LOOPBACK,
    peerPort: localPeerPort,
    electionPort: localElectionPort,
  })),
});
