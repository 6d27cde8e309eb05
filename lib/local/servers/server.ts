import { serverProperties, zookeeperProperties, type Cluster } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import { heapArguments } from './heap-arguments';
import { loggingOf } from './logging';
import { localBrokerPlace, localZooKeeperPlace } from './places';
import { clusterFolder, DATA, serverFolder, type Role, type ServerFolder } from './server-folder';

/** One JVM to be: a ZooKeeper server or a broker. */
export interface Server extends ServerFolder {
  readonly ports: readonly number[];
  readonly mainClass: string;
  /** Flags of the JVM: the heap, and what is described. */
  readonly flags: readonly string[];
  /** What is logged, and how. */
  readonly logging: string;
  /** With flags and described log levels as a comment: a server that has others is outdated too. */
  readonly properties: string;
}

/**
 * Every server of the cluster, ZooKeeper first.
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE` when the path of `folder` leaves no room for the files of a topic
 */
export function serversOf(cluster: Cluster, folder: string): Server[] {
  const path = clusterFolder(cluster, folder);
  const length = Buffer.byteLength(path);
  if (length > MAX_PATH - LONGEST_WITHIN) {
    throw new LocalRunError(
      'FOLDER_NOT_WRITABLE',
      `the path of the folder must have at most ${MAX_PATH - LONGEST_WITHIN} bytes, but it has ${length}: choose a shorter one (--folder)`,
    );
  }
  return [...zooKeeperServersOf(cluster, path), ...brokersOf(cluster, path)];
}

const MAX_PATH = process.platform === 'darwin' ? 1024 : 4096;
/** `/broker-99/data/`, a topic's folder of 255 and `/00000000000000000000.timeindex.deleted`, with some to spare. */
const LONGEST_WITHIN = 330;

function zooKeeperServersOf(cluster: Cluster, path: string): Server[] {
  const { servers } = cluster.zookeeper;
  const common = commonOf(cluster, 'zookeeper');
  return servers.map((server) => {
    const home = serverFolder(path, 'zookeeper', server.id);
    const { localClientPort, localPeerPort, localElectionPort } = server;
    return {
      ...home,
      ...common,
      ports: servers.length === 1 ? [localClientPort] : [localClientPort, localPeerPort, localElectionPort],
      mainClass: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
      properties: commented(common, zookeeperProperties(cluster, localZooKeeperPlace(cluster, server, `./${DATA}`))),
    };
  });
}

function brokersOf(cluster: Cluster, path: string): Server[] {
  const common = commonOf(cluster, 'broker');
  return cluster.brokers.map((broker) => {
    const home = serverFolder(path, 'broker', broker.id);
    return {
      ...home,
      ...common,
      ports: [broker.externalPort, broker.localInternalPort],
      mainClass: 'kafka.Kafka',
      properties: commented(common, serverProperties(cluster, broker, localBrokerPlace(cluster, broker, DATA))),
    };
  });
}

/** What all servers of a role have. */
function commonOf(cluster: Cluster, role: Role) {
  const levels = Object.entries(cluster.logLevels[role]).map(([name, level]) => `${name}=${level}`);
  return {
    flags: [...heapArguments(cluster, role), ...cluster.jvm[role]],
    logging: loggingOf(cluster, role),
    levels: levels.length === 0 ? [] : [levels.join(' ')],
  };
}

const commented = ({ flags, levels }: ReturnType<typeof commonOf>, properties: string): string =>
  `${[flags.join(' '), ...levels].map((line) => `# ${line}\n`).join('')}${properties}`;
