import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { topicFolder } from '../layout';
import { segmentsOf, type Segment, type TopicBackup } from '../manifest';

const CHUNK_BYTES = 1024 * 1024;

/** What is wrong with the files of a backup: each is read, and its SHA-256 compared with that in the manifest. */
export async function faultsOfFiles(
  folder: string,
  backup: TopicBackup,
  onChecked: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const segment of segmentsOf(backup)) {
    signal?.throwIfAborted();
    const path = join(topicFolder(folder, backup.topic), segment.file);
    const fault = await faultOf(path, segment);
    if (fault !== undefined) faults.push(`${path} ${fault}: take it from another copy of the backup`);
    onChecked(segment.bytes);
  }
  return faults;
}

async function faultOf(path: string, { sha256 }: Segment): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) hash.update(chunk as Buffer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? String(error)})`;
  }
  return hash.digest('hex') === sha256 ? undefined : 'is damaged: it does not match the checksum in the manifest';
}
