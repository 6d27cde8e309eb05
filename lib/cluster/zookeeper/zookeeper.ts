import type { ClusterDescription } from '../description';
import { addressText, type Endpoint } from '../endpoint';
import type { ClusterServer } from '../cluster-server';

/** An ensemble that holds the metadata of the cluster. */
export interface ZooKeeperMetadata {
  readonly mode: 'zookeeper';
  /** What people call it. */
  readonly name: 'ZooKeeper';
  /** Of the servers that hold it. */
  readonly role: 'zookeeper';
  readonly version: string;
  readonly servers: readonly ZooKeeperServer[];
  readonly tickTimeMs: number;
  readonly sessionTimeoutMs: number;
}

export interface ZooKeeperServer {
  /** `myid`, from 1. */
  readonly id: number;
  /** Ports of the local run, where all servers share one address. */
  readonly localClientPort: number;
  readonly localPeerPort: number;
  readonly localElectionPort: number;
}

/** The one that Kafka 3.9.2 comes with. */
const VERSION = '3.8.4';

export function resolveZooKeeper({ zookeeper = {}, hostPorts = {} }: ClusterDescription): ZooKeeperMetadata {
  const { replicas = 1, tickTimeMs = 2000, sessionTimeoutMs = 6000 } = zookeeper;
  const servers = Array.from({ length: replicas }, (_, index) => {
    const localClientPort = (hostPorts.zookeeper ?? 2181) + index;
    return {
      id: index + 1,
      localClientPort,
      localPeerPort: localClientPort + 10_000,
      localElectionPort: localClientPort + 20_000,
    };
  });
  return {
    mode: 'zookeeper',
    name: 'ZooKeeper',
    role: 'zookeeper',
    version: VERSION,
    servers,
    tickTimeMs,
    sessionTimeoutMs,
  };
}

export const zooKeeperServers = ({ servers }: ZooKeeperMetadata): readonly ClusterServer[] =>
  servers.map(({ id, localClientPort, localPeerPort, localElectionPort }) => ({
    role: 'zookeeper',
    id,
    name: `zookeeper-${id}`,
    portsFrom: 'zookeeper',
    localPort: localClientPort,
    // A single server has nobody to vote with.
    otherLocalPorts: servers.length > 1 ? { peers: localPeerPort, election: localElectionPort } : {},
    external: undefined,
  }));

/** The chroot keeps Kafka's nodes apart from whatever else uses the ensemble. */
export const ZOOKEEPER_CHROOT = '/kafka';

/** What `server.properties` says of the ensemble. */
export const zooKeeperClientProperties = ({ sessionTimeoutMs }: ZooKeeperMetadata, servers: readonly Endpoint[]) => ({
  'zookeeper.connect': servers.map(addressText).join(',') + ZOOKEEPER_CHROOT,
  'zookeeper.session.timeout.ms': sessionTimeoutMs,
});

/** Broker properties under the user's own. */
export const ZOOKEEPER_CONFIG = { 'zookeeper.connection.timeout.ms': '18000' };
