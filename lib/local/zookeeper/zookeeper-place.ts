import type { Endpoint, ZooKeeperMetadata, ZooKeeperPlace, ZooKeeperServer } from '../../cluster';
import { LOOPBACK } from '../servers/loopback';

export const zooKeeperEndpoints = ({ servers }: ZooKeeperMetadata): Endpoint[] =>
  servers.map(({ localClientPort }) => ({ host: LOOPBACK, port: localClientPort }));

export const localZooKeeperPlace = (
  { servers }: ZooKeeperMetadata,
  server: ZooKeeperServer,
  dataDir: string,
): ZooKeeperPlace => ({
  bindAddress: LOOPBACK,
  clientPort: server.localClientPort,
  dataDir,
  peers: servers.map(({ id, localPeerPort, localElectionPort }) => ({
    id,
    host: LOOPBACK,
    peerPort: localPeerPort,
    electionPort: localElectionPort,
  })),
});
