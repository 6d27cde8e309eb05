import type { Cluster } from '../../cluster';
import { metaProperties } from './meta-properties';
import { clusterFolder, serverFoldersIn, type ServerFolder } from './server-folder';

/** The cluster id that brokers have written beside their data, or undefined before the first start. */
export const knownClusterId = (servers: readonly Pick<ServerFolder, 'role' | 'data'>[]): string | undefined =>
  servers
    .filter(({ role }) => role === 'broker')
    .map(metaProperties)
    .find((found) => found !== undefined)?.clusterId;

/** The same, of a cluster of that name that has data in `folder`. */
export const clusterIdIn = (cluster: Pick<Cluster, 'name'>, folder: string): string | undefined =>
  knownClusterId(serverFoldersIn(clusterFolder(cluster, folder)));
