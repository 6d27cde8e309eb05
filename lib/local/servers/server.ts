import { serverProperties, zookeeperProperties, type Cluster } from '../../cluster';
import { heapArguments } from './heap-arguments';
import { localBrokerPlace, localZooKeeperPlace } from './places';
import { clusterFolder, DATA, serverFolder, type ServerFolder } from './server-folder';

/** One JVM to be: a ZooKeeper server or a broker. */
export interface Server extends ServerFolder {
  readonly ports: readonly number[];
  readonly mainClass: string;
  readonly heap: readonly string[];
  /** With the heap as a comment: a server that has another is outdated too. */
  readonly properties: string;
}

/** Every server of the cluster, ZooKeeper first. */
export const serversOf = (cluster: Cluster, folder: string): Server[] => [
  ...zooKeeperServersOf(cluster, clusterFolder(cluster, folder)),
  ...brokersOf(cluster, clusterFolder(cluster, folder)),
];

function zooKeeperServersOf(cluster: Cluster, path: string): Server[] {
  const { servers } = cluster.zookeeper;
  const heap = heapArguments(cluster, 'zookeeper');
  return servers.map((server) => {
    const home = serverFolder(path, 'zookeeper', server.id);
    const { localClientPort, localPeerPort, localElectionPort } = server;
    return {
      ...home,
      ports: servers.length === 1 ? [localClientPort] : [localClientPort, localPeerPort, localElectionPort],
      mainClass: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
      heap,
      properties: commented(heap, zookeeperProperties(cluster, localZooKeeperPlace(cluster, server, `./${DATA}`))),
    };
  });
}

function brokersOf(cluster: Cluster, path: string): Server[] {
  const heap = heapArguments(cluster, 'broker');
  return cluster.brokers.map((broker) => {
    const home = serverFolder(path, 'broker', broker.id);
    return {
      ...home,
      ports: [broker.externalPort, broker.localInternalPort],
      mainClass: 'kafka.Kafka',
      heap,
      properties: commented(heap, serverProperties(cluster, broker, localBrokerPlace(cluster, broker, DATA))),
    };
  });
}

const commented = (heap: readonly string[], properties: string): string => `# ${heap.join(' ')}\n${properties}`;
