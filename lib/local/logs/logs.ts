import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Cluster } from '../../cluster';
import type { LogOptions } from '../../target';
import { START_ORDER } from '../servers/roles';
import { clusterFolder, serverFoldersIn, type ServerFolder } from '../servers/server-folder';
import { followFile } from './follow-file';
import { startOfLast } from './last-lines';

export interface ServerLogOptions extends LogOptions {
  /** Holds a folder for each cluster. */
  readonly folder: string;
}

const foldersOf = (cluster: Cluster, folder: string): readonly ServerFolder[] =>
  serverFoldersIn(clusterFolder(cluster, folder));

/** Servers that have a log, also those that are not described any more: ZooKeeper first, each by number. */
export const loggedServers = (cluster: Cluster, { folder, previous }: ServerLogOptions): readonly string[] =>
  foldersOf(cluster, folder)
    .filter(({ log, previousLog }) => existsSync(previous ? previousLog : log))
    .sort((a, b) => START_ORDER.indexOf(a.role) - START_ORDER.indexOf(b.role) || a.id - b.id)
    .map(({ name }) => name);

/** The lines that a server has written since its last start. */
export async function* serverLog(cluster: Cluster, server: string, options: ServerLogOptions): AsyncIterable<string> {
  const { folder, follow, previous, tail, signal } = options;
  const { log, previousLog } = foldersOf(cluster, folder).find(({ name }) => name === server)!;
  const path = previous ? previousLog : log;
  const start = tail === undefined ? 0 : await startOfLast(tail, path);
  const input = follow ? Readable.from(followFile(path, start, signal)) : createReadStream(path, { start });
  yield* createInterface({ input, crlfDelay: Infinity });
}
