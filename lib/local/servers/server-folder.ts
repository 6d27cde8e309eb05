import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cluster, LogLevels } from '../../cluster';

export type Role = 'zookeeper' | 'broker';

/**
 * As the properties name it, seen from the server's own folder, where its JVM runs: whatever the folders above are called,
 * with the `,` that would make two folders of one or signs that a locale lacks, is then nobody's business.
 */
export const DATA = 'data';

/** As the command line names it, seen from there too. */
export const LOGGING = 'log4j.properties';

/** Logged once a server serves. */
export const STARTED_TEXT: Readonly<Record<Role, RegExp>> = {
  zookeeper: /PrepRequestProcessor \(sid:\d+\) started|Peer state changed: \w+ - broadcast/,
  broker: /\[KafkaServer id=\d+\] started/,
};

/** Who logs that. */
export const STARTED_LOGGERS: Readonly<Record<Role, LogLevels>> = {
  zookeeper: {
    'org.apache.zookeeper.server.PrepRequestProcessor': 'INFO',
    'org.apache.zookeeper.server.quorum.QuorumPeer': 'INFO',
  },
  broker: { 'kafka.server.KafkaServer': 'INFO' },
};

/** What one server has on disk: `<folder>/<cluster>/broker-1/{data,log,pid,…}`. */
export interface ServerFolder {
  readonly role: Role;
  /** `broker.id` or `myid`. */
  readonly id: number;
  /** Such as `broker-1`, as the pod in Kubernetes. */
  readonly name: string;
  readonly path: string;
  readonly data: string;
  readonly log: string;
  /** The log of the start before. */
  readonly previousLog: string;
  readonly pidFile: string;
  /** Says when the process of the pid file ended. */
  readonly endFile: string;
  readonly propertiesFile: string;
  /** What is logged, and how. */
  readonly loggingFile: string;
  /** Classes that the JVM loaded, where no class-data archive was there yet. */
  readonly classList: string;
}

export const clusterFolder = (cluster: Pick<Cluster, 'name'>, folder: string): string => resolve(folder, cluster.name);

export function serverFolder(clusterPath: string, role: Role, id: number): ServerFolder {
  const name = `${role}-${id}`;
  const path = join(clusterPath, name);
  return {
    role,
    id,
    name,
    path,
    data: join(path, DATA),
    log: join(path, `${name}.log`),
    previousLog: join(path, `${name}.previous.log`),
    pidFile: join(path, 'pid'),
    endFile: join(path, 'ended'),
    propertiesFile: join(path, role === 'broker' ? 'server.properties' : 'zookeeper.properties'),
    loggingFile: join(path, LOGGING),
    classList: join(path, 'classes.list'),
  };
}

/**
 * Those on disk, not those of the description: it may have had more brokers when they were started. A folder is a server's by
 * what it holds, not only by its name.
 */
export const serverFoldersIn = (clusterPath: string): ServerFolder[] =>
  (existsSync(clusterPath) ? readdirSync(clusterPath) : []).flatMap((entry) => {
    const match = /^(zookeeper|broker)-(\d+)$/.exec(entry);
    if (!match) return [];
    const server = serverFolder(clusterPath, match[1] as Role, Number(match[2]));
    return existsSync(server.propertiesFile) || existsSync(server.data) ? [server] : [];
  });
