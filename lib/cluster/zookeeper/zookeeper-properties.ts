import { propertiesText } from '../properties';
import type { CertificateFiles } from '../security/certificate-files';
import { zooKeeperListening } from '../security/zookeeper-listening';
import type { ZooKeeperMetadata } from './zookeeper';

/** Where one ZooKeeper server runs: all that differs between a pod and a process on this machine. */
export interface ZooKeeperPlace {
  readonly bindAddress: string;
  readonly clientPort: number;
  readonly dataDir: string;
  /** Every server of the ensemble, this one included, as the others reach it. */
  readonly peers: readonly ZooKeeperPeer[];
  /** Of a secured cluster. */
  readonly certificates?: CertificateFiles | undefined;
}

export interface ZooKeeperPeer {
  readonly id: number;
  readonly host: string;
  readonly peerPort: number;
  readonly electionPort: number;
}

/** `zookeeper.properties` of one server. @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html */
export function zookeeperProperties({ tickTimeMs }: ZooKeeperMetadata, place: ZooKeeperPlace): string {
  return propertiesText({
    tickTime: tickTimeMs,
    initLimit: 10,
    syncLimit: 5,
    dataDir: place.dataDir,
    ...zooKeeperListening(place),
    // Every client of a kind cluster comes from the same few addresses.
    maxClientCnxns: 0,
    // `dump` tells whether a killed broker is still registered, `envi` whether a server without a quorum started empty.
    '4lw.commands.whitelist': 'srvr,ruok,mntr,dump,envi',
    // A server whose data is missing must not vote as if there had never been any, unless it is marked as new (ZOOKEEPER-2325).
    'db.autocreate': false,
    // Off by default: snapshots would fill the volume.
    'autopurge.snapRetainCount': 3,
    'autopurge.purgeInterval': 1,
    'admin.enableServer': false,
    ...ensemble(place),
  });
}

/** A single server is told of no peers, or it would wait for a quorum. */
function ensemble({ bindAddress, peers }: ZooKeeperPlace): Record<string, string | boolean> {
  if (peers.length === 1) return {};
  return {
    standaloneEnabled: false,
    // A server binds to its own name below unless told otherwise, and the address behind that may be one of a Service.
    quorumListenOnAllIPs: bindAddress === '0.0.0.0',
    ...Object.fromEntries(
      peers.map(({ id, host, peerPort, electionPort }) => [`server.${id}`, `${host}:${peerPort}:${electionPort}`]),
    ),
  };
}
