import { existsSync, readFileSync } from 'node:fs';
import { DEFAULT_KAFKA, type Cluster, type Role } from '../../cluster';
import { agentConfig } from '../../metrics';
import { LocalRunError } from '../local-run-error';
import { heapArguments } from './heap-arguments';
import { loggingOf } from './logging';
import { ROLES } from './roles';
import { clusterFolder, serverFolder, type ServerFolder } from './server-folder';

export interface Agent {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly config: string;
}

/** One JVM to be. */
export interface Server extends ServerFolder {
  readonly ports: readonly number[];
  readonly mainClass: string;
  /** Servers of the same load the same classes. */
  readonly classes: string;
  /** Flags of the JVM: the heap, and what is described. */
  readonly flags: readonly string[];
  /** What is logged, and how. */
  readonly logging: string;
  /** The agent in its JVM; undefined where nothing is told of it. */
  readonly agent: Agent | undefined;
  /** With flags, described log levels and the version of Kafka as a comment: a server that has others is outdated too. */
  readonly properties: string;
}

/**
 * Every server of the cluster, those that hold the metadata first.
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
  // Of the default one nothing is said, as before there was a choice.
  const version = cluster.kafkaVersion === DEFAULT_KAFKA ? [] : [`Kafka ${cluster.kafkaVersion}`];
  return cluster.servers.map(({ role, id, localPort, otherLocalPorts }) => {
    const { levels, ...common } = commonOf(cluster, role);
    const port = otherLocalPorts.metrics;
    const agent = port === undefined ? undefined : { port, config: agentConfig(cluster) };
    const comments = [common.flags.join(' '), ...levels, ...version, ...(agent ? [`metrics ${agent.port}`] : [])];
    return {
      ...serverFolder(path, role, id),
      ...common,
      ports: [localPort, ...Object.values(otherLocalPorts)],
      mainClass: ROLES[role].mainClass,
      classes: role === 'broker' && cluster.metadata.mode === 'kraft' ? 'kraft-broker' : role,
      agent,
      properties: `${comments.map((line) => `# ${line}\n`).join('')}${ROLES[role].properties(cluster, id)}`,
    };
  });
}

const MAX_PATH = process.platform === 'darwin' ? 1024 : 4096;
/** `/broker-99/data/`, a topic's folder of 255 and `/00000000000000000000.timeindex.deleted`, with some to spare. */
const LONGEST_WITHIN = 330;

/** What all servers of a role have. */
function commonOf(cluster: Cluster, role: Role) {
  const levels = Object.entries(cluster.logLevels[role]).map(([name, level]) => `${name}=${level}`);
  return {
    flags: [...heapArguments(cluster, role), ...cluster.jvm[role]],
    logging: loggingOf(cluster, role),
    levels: levels.length === 0 ? [] : [levels.join(' ')],
  };
}

/** Whether a server that was started has other properties than are described now. */
export const isOutdated = ({ propertiesFile, properties }: Server): boolean =>
  existsSync(propertiesFile) && readFileSync(propertiesFile, 'utf8') !== properties;
