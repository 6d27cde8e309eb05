import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { releaseLock, takeLock } from '../common/lock';
import { BackupError } from './backup-error';
import { writeDurably } from './durable';
import { FORMAT, isSegmentName, lockOf, markerOf, topicFolder, topicsOf } from './layout';
import type { TopicBackup } from './manifest';

const ABOUT = [
  'Records of Kafka topics. topics/TOPIC/PARTITION/OFFSET.jsonl.gz: one JSON object a line, as kcat -J has them;',
  'zcat reads it. {"base64": ...} stands for bytes that are no UTF-8. topics/TOPIC/manifest.json has the rest: configuration,',
  'what groups have committed, and the SHA-256 of each file. kafka-streaming restore --from THIS_FOLDER brings all back.',
].join(' ');

/** What an empty folder may have: what a backup that was killed at once left, and what every new disk has. */
const OF_NOBODY = [/^lock(\.\d+)?$/, /\.part$/, /^lost\+found$/];

/** Makes the folder of a backup, or takes one that is. @throws {BackupError} for one that is something else */
export async function openFolder(folder: string): Promise<void> {
  const entries = await entriesOf(folder);
  if (entries === undefined) {
    if ((await entriesOf(dirname(folder))) === undefined)
      throw new BackupError(
        `there is no folder ${dirname(folder)} for ${folder} to be in: make it, or mount what it is`,
      );
    await mkdir(folder);
  } else if (entries.includes('backup.json')) {
    await requireFormat(folder);
    return;
  } else {
    const other = entries.find((entry) => !OF_NOBODY.some((pattern) => pattern.test(entry)));
    if (other !== undefined)
      throw new BackupError(`${folder} holds something else (${other}): name an empty folder, or one of a backup`);
  }
  await writeDurably(markerOf(folder), `${JSON.stringify({ format: FORMAT, about: ABOUT }, null, 1)}\n`);
}

async function requireFormat(folder: string): Promise<void> {
  const text = await readFile(markerOf(folder), 'utf8');
  if (text.includes(`"${FORMAT}"`)) return;
  throw new BackupError(`${markerOf(folder)} is none that this version reads, whose format is "${FORMAT}"`);
}

/** undefined where there is no such folder. */
async function entriesOf(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') throw new BackupError(`${folder} is a file: name a folder`);
    throw error;
  }
}

/** The topics that a folder has a backup of, by name. @throws {BackupError} where it is no backup */
export async function topicsIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  if (entries === undefined) throw new BackupError(`there is no folder ${folder}`);
  const topics = await entriesOf(topicsOf(folder));
  if (topics === undefined || topics.length === 0)
    throw new BackupError(
      entries.length === 0 ? `${folder} is empty: there is no backup in it` : `there is no backup in ${folder}`,
    );
  return [...topics].sort();
}

/** What file systems say that have no hard links, of which a lock is made: on those nobody is kept out. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Does `work` while no other backup writes there. @throws {BackupError} at once while one does */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    const holder = takeLock(lockOf(folder));
    if (holder) throw new BackupError(`process ${holder.pid} writes to ${folder} already: wait for it`);
  } catch (error) {
    if (!NO_LINKS.includes(String((error as NodeJS.ErrnoException).code))) throw error;
  }
  try {
    return await work();
  } finally {
    releaseLock(lockOf(folder));
  }
}

/** Removes what a backup that was killed has left: files that the manifest does not name. */
export async function removeUnnamed(folder: string, { topic, partitions }: TopicBackup): Promise<void> {
  const named = new Set(partitions.flatMap(({ segments }) => segments.map(({ file }) => file)));
  for (const { partition } of partitions) {
    for (const name of (await entriesOf(join(topicFolder(folder, topic), String(partition)))) ?? []) {
      const file = `${partition}/${name}`;
      if (isSegmentName(name) && !named.has(file)) await rm(join(topicFolder(folder, topic), file));
    }
  }
}
