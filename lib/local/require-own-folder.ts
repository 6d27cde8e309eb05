import { lstatSync, realpathSync } from 'node:fs';
import type { Cluster } from '../cluster';
import { LocalRunError } from './local-run-error';
import { readRecord } from './record';
import { clusterFolder } from './servers/server-folder';

/**
 * Refuses a folder that is a link to the one of another cluster: its servers and its data are not those that are meant.
 * @throws {LocalRunError} `OTHER_DATA`
 */
export function requireOwnFolder(cluster: Pick<Cluster, 'name'>, folder: string): void {
  const path = clusterFolder(cluster, folder);
  const owner = readRecord(cluster, folder)?.facts.name;
  if (typeof owner !== 'string' || owner === cluster.name || !isLink(path)) return;
  throw new LocalRunError(
    'OTHER_DATA',
    `${path} is a link to ${realpathSync(path)}, where cluster ${owner} lives: name that one (--name ${owner}), or remove the link`,
  );
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
