import { existsSync } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { notWritable } from '../failures/not-writable';
import { RECORD_FILE } from '../record';
import { SECURITY } from '../security/security-folder';
import { CERTIFICATE_FILES } from './certificate-files';
import { elsewhere, otherOwner } from './owner';
import type { ServerFolder } from './server-folder';
import { sizeOnDisk } from './size-on-disk';

export interface Deleted {
  readonly bytes: number;
  /** What of the folder is not ours, and stays. */
  readonly left: readonly string[];
}

/**
 * Deletes what servers have written, also where a link has it elsewhere, and the record of their cluster; where another cluster has the
 * same by a link of its own, the link.
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE`
 */
export async function deleteData(path: string, servers: readonly ServerFolder[]): Promise<Deleted> {
  const misreadData = servers.flatMap(({ data }) => misread(data) ?? []);
  const shared = servers.filter((server) => otherOwner(server) !== undefined);
  const ofOthers = shared.flatMap((server) => elsewhere(server) ?? []);
  let sizes: readonly number[];
  try {
    for (const server of shared) await unlinkData(server);
    sizes = await Promise.all([...servers.map((server) => server.path), ...misreadData].map(sizeOnDisk));
    for (const server of servers) await deleteServer(server);
    for (const folder of misreadData) await remove(folder);
    // The second is what a full disk leaves of the first.
    for (const name of [RECORD_FILE, `${RECORD_FILE}.new`, SECURITY]) await remove(join(path, name));
  } catch (cause) {
    throw notWritable(path, cause);
  }
  for (const { data } of servers) await removeEmptyAbove(misreadPath(data), data);
  const foreign = await Promise.all(servers.map((server) => foreignIn(server.path)));
  const names = new Set(servers.map(({ name }) => name));
  const left = (await readdir(path))
    .filter((name) => name !== 'lock' && !names.has(name))
    .map((name) => join(path, name));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), left: [...ofOthers, ...foreign.flat(), ...left] };
}

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

/** What a JVM leaves that has crashed, and a file that was being written when a disk was full. */
const LEFTOVERS = /^(hs_err_pid\d+\.log|replay_pid\d+\.log|java_pid\d+\.hprof|core(\.\d+)?|.*\.new)$/;

async function deleteServer(server: ServerFolder): Promise<void> {
  await emptyBehind(server.data);
  const { data, log, previousLog, pidFile, endFile, propertiesFile, loggingFile, classList } = server;
  const own = [data, log, previousLog, pidFile, endFile, propertiesFile, loggingFile, classList];
  const leftovers = (await namesIn(server.path)).filter((name) => LEFTOVERS.test(name));
  const others = [...leftovers, ...CERTIFICATE_FILES].map((name) => join(server.path, name));
  for (const file of [...own, ...others]) await remove(file);
  // Of a link, which may lead to a disk, the link.
  if ((await namesIn(server.path)).length === 0) await remove(server.path);
}

const foreignIn = async (path: string): Promise<readonly string[]> =>
  (await namesIn(path)).map((name) => join(path, name));

const namesIn = (path: string): Promise<readonly string[]> => readdir(path).catch(() => []);

const unlinkData = async ({ path, data }: ServerFolder): Promise<void> => remove((await isLink(path)) ? path : data);

/** Deletes all in the folder that `path` is a link to, and not that folder: it may be a disk. */
async function emptyBehind(path: string): Promise<void> {
  if (!(await isLink(path)) || !existsSync(path)) return;
  for (const name of await readdir(path)) await remove(join(path, name));
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );

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
