import type { Cluster, Endpoint, ZooKeeperPlace, ZooKeeperServer } from '../../cluster';

export const LOOPBACK = '127.0.0.1';

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
