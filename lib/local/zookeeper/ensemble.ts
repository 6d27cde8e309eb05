import { existsSync, readFileSync } from 'node:fs';
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
  /** How many servers there were, by all that tells of them: folders may be elsewhere. */
  readonly former: number;
}

/**
 * Of all servers described, those of them that do not run, and all folders there are.
 * @param recorded how many servers were last started, where that was recorded
 */
export function ensembleOf(
  servers: readonly Server[],
  missing: readonly Server[],
  folders: readonly ServerFolder[],
  recorded = 0,
): Ensemble {
  const isZooKeeper = ({ role }: ServerFolder): boolean => role === 'zookeeper';
  const described = servers.filter(isZooKeeper);
  return {
    servers: described,
    missing: missing.filter(isZooKeeper),
    folders: folders.filter(isZooKeeper),
    former: Math.max(recorded, ...described.map(membersOf)),
  };
}

/** The smallest ensemble. */
const MIN_MEMBERS = 3;

/** Of how many servers the ensemble was that a server was last started in, or has data of. */
function membersOf(server: ServerFolder): number {
  const described = existsSync(server.propertiesFile) ? peersIn(readFileSync(server.propertiesFile, 'utf8')).length : 0;
  return Math.max(described, wasInQuorum(server) ? MIN_MEMBERS : 0);
}

/** The lines of properties that name the members of an ensemble; none of a single server. */
export const peersIn = (properties: string): readonly string[] => properties.match(/^server\..*/gm) ?? [];

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
