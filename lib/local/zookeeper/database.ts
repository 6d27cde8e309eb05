import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from '../servers/server-folder';

const DATABASE = 'version-2';

/** Whether the server has ever had data, even of an empty tree: without, it only follows a leader, unless it is marked. */
export const hasDatabase = ({ data }: ServerFolder): boolean =>
  existsSync(join(data, DATABASE)) && readdirSync(join(data, DATABASE)).some((file) => /^(snapshot|log)\./.test(file));

/**
 * Whether the data were made together with others, which then may know what this server has not heard of. An epoch is accepted,
 * and written, with the first quorum; a single server has none.
 */
export function wasInQuorum(server: ServerFolder): boolean {
  const epoch = join(server.data, DATABASE, 'acceptedEpoch');
  return hasDatabase(server) && existsSync(epoch) && Number(readFileSync(epoch, 'utf8')) > 0;
}

/** Lets an empty server vote at its next start: ZooKeeper removes the file as it reads it (ZOOKEEPER-2325). */
export function markAsNew({ data }: ServerFolder): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'initialize'), '');
  // Of a start without the mark: an epoch below that of the new data is an error.
  for (const epoch of ['acceptedEpoch', 'currentEpoch']) rmSync(join(data, DATABASE, epoch), { force: true });
}
