import { zooKeeperOf, type Cluster, type Endpoint, type ZooKeeperMetadata, type ZooKeeperPlace } from '../../cluster';
import { certificateFiles } from '../servers/certificate-files';
import { LOOPBACK } from '../servers/loopback';

export const zooKeeperEndpoints = ({ servers }: ZooKeeperMetadata): Endpoint[] =>
  servers.map(({ localClientPort }) => ({ host: LOOPBACK, port: localClientPort }));

export function localZooKeeperPlace(cluster: Cluster, id: number, dataDir: string): ZooKeeperPlace {
  const { servers } = zooKeeperOf(cluster);
  return {
    bindAddress: LOOPBACK,
    clientPort: servers[id - 1]!.localClientPort,
    dataDir,
    peers: servers.map(({ id, localPeerPort, localElectionPort }) => ({
      id,
      host: LOOPBACK,
      peerPort: localPeerPort,
      electionPort: localElectionPort,
    })),
    certificates: certificateFiles(cluster),
  };
}
