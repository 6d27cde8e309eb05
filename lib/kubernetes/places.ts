import { externalEndpoint, type Broker, type BrokerPlace, type Cluster, type ZooKeeperPlace } from '../cluster';
import { internalEndpoint, zooKeeperEndpoint, ZOOKEEPER_PORTS } from './addresses';

/**
 * Where the claims are mounted. For Kafka exactly the VOLUME of the image: a claim at its parent would be hidden by an
 * anonymous volume, and the data lost with the pod (grafana/mimir#16546).
 */
export const BROKER_VOLUME = '/var/lib/kafka/data';
export const ZOOKEEPER_VOLUME = '/var/lib/zookeeper';

const ANY_ADDRESS = '0.0.0.0';

/** Where a broker runs in Kubernetes. */
export const brokerPlace = (cluster: Cluster, broker: Broker): BrokerPlace => ({
  bindAddress: ANY_ADDRESS,
  internal: internalEndpoint(cluster, broker),
  external: externalEndpoint(cluster, broker),
  logDir: `${BROKER_VOLUME}/log`,
  zookeeper: cluster.zookeeper.servers.map((server) => zooKeeperEndpoint(cluster, server)),
});

/** Where a ZooKeeper server runs in Kubernetes: all servers alike, each knows its id from its pod's name. */
export const zooKeeperPlace = (cluster: Cluster): ZooKeeperPlace => ({
  bindAddress: ANY_ADDRESS,
  clientPort: ZOOKEEPER_PORTS.client,
  dataDir: `${ZOOKEEPER_VOLUME}/data`,
  peers: cluster.zookeeper.servers.map((server) => ({
    id: server.id,
    host: zooKeeperEndpoint(cluster, server).host,
    peerPort: ZOOKEEPER_PORTS.peer,
    electionPort: ZOOKEEPER_PORTS.election,
  })),
});
