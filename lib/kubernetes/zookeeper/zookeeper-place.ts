import {
  requireCluster,
  zooKeeperOf,
  type Cluster,
  type Endpoint,
  type ZooKeeperPlace,
  type ZooKeeperServer,
} from '../../cluster';
import { ANY_ADDRESS, hostOf } from '../addresses';

export const ZOOKEEPER_PORTS = { client: 2181, peer: 2888, election: 3888 } as const;

/** Where the claims are mounted. */
export const ZOOKEEPER_VOLUME = '/var/lib/zookeeper';

/** Without a prefix. */
export const zooKeeperName = ({ id }: ZooKeeperServer): string => `zookeeper-${id}`;

const zooKeeperEndpoint = (cluster: Cluster, server: ZooKeeperServer): Endpoint => ({
  host: hostOf(cluster, zooKeeperName(server)),
  port: ZOOKEEPER_PORTS.client,
});

/** Of each server, where brokers reach it. */
export const zooKeeperEndpoints = (cluster: Cluster): readonly Endpoint[] =>
  zooKeeperOf(cluster).servers.map((server) => zooKeeperEndpoint(cluster, server));

/** Where a ZooKeeper server runs in Kubernetes: all servers alike, each knows its id from its pod's name. */
export const zooKeeperPlace = (cluster: Cluster): ZooKeeperPlace => {
  requireCluster(cluster);
  return {
    bindAddress: ANY_ADDRESS,
    clientPort: ZOOKEEPER_PORTS.client,
    dataDir: `${ZOOKEEPER_VOLUME}/data`,
    peers: zooKeeperOf(cluster).servers.map((server) => ({
      id: server.id,
      host: zooKeeperEndpoint(cluster, server).host,
      peerPort: ZOOKEEPER_PORTS.peer,
      electionPort: ZOOKEEPER_PORTS.election,
    })),
  };
};
