import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from '../servers/server-folder';

type Folder = Pick<ServerFolder, 'data'>;

/** What Kafka calls the folder of a replica from when it finds that the quorum does not know it: it stays, and is not read. */
const STRAY = /^(.+-\d+)\.[0-9a-f]{32}-stray$/;

/**
 * Has a broker decide anew as it starts: a quorum whose data were older than its own may have the newer ones by now. What is still not
 * known it puts aside again.
 */
export function putBackStrays({ data }: Folder): void {
  for (const [folder, replica] of straysIn(data)) {
    if (!existsSync(join(data, replica))) renameSync(join(data, folder), join(data, replica));
  }
}

/** By their folders, the last one that was put aside first: which replica that was, such as `test-0`. */
function straysIn(data: string): ReadonlyMap<string, string> {
  const folders = existsSync(data) ? readdirSync(data).filter((name) => STRAY.test(name)) : [];
  const putAside = new Map(folders.map((name) => [name, statSync(join(data, name)).ctimeMs]));
  const sorted = folders.sort((one, other) => putAside.get(other)! - putAside.get(one)!);
  return new Map(sorted.map((name) => [name, STRAY.exec(name)![1]!]));
}
