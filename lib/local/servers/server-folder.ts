import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cluster } from '../../cluster';

export type Role = 'zookeeper' | 'broker';

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
  readonly propertiesFile: string;
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
    data: join(path, 'data'),
    log: join(path, `${name}.log`),
    previousLog: join(path, `${name}.previous.log`),
    pidFile: join(path, 'pid'),
    propertiesFile: join(path, role === 'broker' ? 'server.properties' : 'zookeeper.properties'),
    classList: join(path, 'classes.list'),
  };
}

/** Those on disk, not those of the description: it may have had more brokers when they were started. */
export const serverFoldersIn = (clusterPath: string): ServerFolder[] =>
  (existsSync(clusterPath) ? readdirSync(clusterPath) : []).flatMap((entry) => {
    const match = /^(zookeeper|broker)-(\d+)$/.exec(entry);
    return match ? [serverFolder(clusterPath, match[1] as Role, Number(match[2]))] : [];
  });
