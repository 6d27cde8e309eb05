import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Cluster, Role } from '../../cluster';
import { ROLES, START_ORDER } from './roles';
import { DATA } from './server-role';

/** As the command line names it, seen from the server's folder too. */
export const LOGGING = 'log4j.properties';

/** What its agent is to tell, as the command line names it. */
export const AGENT_CONFIG = 'metrics.yml';

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
  /** What is told of it, if anything is. */
  readonly agentConfigFile: string;
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
    propertiesFile: join(path, ROLES[role].propertiesFile),
    loggingFile: join(path, LOGGING),
    agentConfigFile: join(path, AGENT_CONFIG),
    classList: join(path, 'classes.list'),
  };
}

/** The folder at a path, if it is called as one of a server. */
export function serverFolderAt(path: string): ServerFolder | undefined {
  const [, role, id] = NAME.exec(basename(path)) ?? [];
  return role === undefined ? undefined : serverFolder(dirname(path), role as Role, Number(id));
}

const NAME = new RegExp(`^(${START_ORDER.join('|')})-(\\d+)$`);

/**
 * Those on disk, not those of the description: it may have had more brokers when they were started. A folder is a server's by
 * what it holds, not only by its name.
 */
export const serverFoldersIn = (clusterPath: string): ServerFolder[] =>
  (existsSync(clusterPath) ? readdirSync(clusterPath) : []).flatMap((entry) => {
    const server = serverFolderAt(join(clusterPath, entry));
    return server && (existsSync(server.propertiesFile) || existsSync(server.data)) ? [server] : [];
  });
