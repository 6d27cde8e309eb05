import { existsSync } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { notWritable } from '../failures/not-writable';
import { RECORD_FILE } from '../record';
import type { ServerFolder } from './server-folder';
import { sizeOnDisk } from './size-on-disk';

export interface Deleted {
  readonly bytes: number;
  /** What of the folder is not ours, and stays. */
  readonly left: readonly string[];
}

/** Deletes what servers have written, also where a link has it elsewhere, and the record of their cluster. @throws {LocalRunError} `FOLDER_NOT_WRITABLE` */
export async function deleteData(path: string, servers: readonly ServerFolder[]): Promise<Deleted> {
  const folders = [...servers.map((server) => server.path), ...servers.flatMap(({ data }) => misread(data) ?? [])];
  const sizes = await Promise.all(folders.map(sizeOnDisk));
  try {
    for (const { path, data } of servers) for (const link of [data, path]) await emptyBehind(link);
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    // The second is what a full disk leaves of it.
    for (const name of [RECORD_FILE, `${RECORD_FILE}.new`]) await rm(join(path, name), { force: true });
  } catch (cause) {
    throw notWritable(path, cause);
  }
  for (const { data } of servers) await removeEmptyAbove(misreadPath(data), data);
  const left = (await readdir(path)).filter((name) => name !== 'lock').map((name) => join(path, name));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), left };
}

/** Deletes all in the folder that `path` is a link to, and not that folder: it may be a disk. */
async function emptyBehind(path: string): Promise<void> {
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (!isLink || !existsSync(path)) return;
  for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Where older versions let a server write instead of `data`: they wrote its properties as UTF-8, and Java reads ISO-8859-1.
 */
function misread(data: string): string | undefined {
  const path = misreadPath(data);
  return path !== data && existsSync(path) ? path : undefined;
}

const misreadPath = (path: string): string => Buffer.from(path, 'utf8').toString('latin1');

/** Up to where the paths part. */
async function removeEmptyAbove(path: string, beside: string): Promise<void> {
  let [folder, other] = [dirname(path), dirname(beside)];
  try {
    while (folder !== other) {
      await rmdir(folder);
      [folder, other] = [dirname(folder), dirname(other)];
    }
  } catch {
    // It was never there, or holds something else.
  }
}
