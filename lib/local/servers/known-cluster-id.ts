import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { clusterFolder, serverFoldersIn, type ServerFolder } from './server-folder';

/** The cluster id that brokers have written beside their data, or undefined before the first start. */
export function knownClusterId(servers: readonly Pick<ServerFolder, 'role' | 'data'>[]): string | undefined {
  for (const { role, data } of servers)
    if (role === 'broker') {
      try {
        return /^cluster\.id=(.+)$/m.exec(readFileSync(join(data, 'meta.properties'), 'utf8'))?.[1];
      } catch {
        continue;
      }
    }
  return undefined;
}

/** The same, of a cluster of that name that has data in `folder`. */
export const clusterIdIn = (cluster: Pick<Cluster, 'name'>, folder: string): string | undefined =>
  knownClusterId(serverFoldersIn(clusterFolder(cluster, folder)));
