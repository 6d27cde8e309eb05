import { notWritable } from '../failures/not-writable';
import type { Server } from '../servers/server';
import type { ServerFolder } from '../servers/server-folder';
import { hasDatabase, markAsNew, wasInQuorum } from './database';

/** The servers of ZooKeeper, as described and as found on disk. */
export interface Ensemble {
  readonly servers: readonly Server[];
  /** Those of them that do not run. */
  readonly missing: readonly Server[];
  /** Folders of ZooKeeper servers, described or not. */
  readonly folders: readonly ServerFolder[];
}

/** Of all servers described, those of them that do not run, and all folders there are. */
export function ensembleOf(
  servers: readonly Server[],
  missing: readonly Server[],
  folders: readonly ServerFolder[],
): Ensemble {
  const isZooKeeper = ({ role }: ServerFolder): boolean => role === 'zookeeper';
  return {
    servers: servers.filter(isZooKeeper),
    missing: missing.filter(isZooKeeper),
    folders: folders.filter(isZooKeeper),
  };
}

export const majorityOf = (servers: number): number => Math.floor(servers / 2) + 1;

/**
 * Marks the empty servers that may found an ensemble, whether it is new or grows from a single server: too few to elect a leader
 * without one that has the data there is. All others join, and so do all of an ensemble that has served before.
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE`
 */
export function markFounders({ servers, missing }: Ensemble): void {
  if (servers.some(wasInQuorum)) return;
  const founders = missing.filter((server) => server.id <= majorityOf(servers.length) && !hasDatabase(server));
  for (const server of founders) {
    try {
      markAsNew(server);
    } catch (cause) {
      throw notWritable(server.path, cause);
    }
  }
}
