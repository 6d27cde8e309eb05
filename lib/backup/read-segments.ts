import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error';
import type { Segment } from './manifest';
import { parseRecord, type BackupRecord } from './record';

const CHUNK_BYTES = 128 * 1024;
const LINE_END = 0x0a;

/** The records of a partition in order, some at a time, after the first `skip` of them: files before those are not opened. */
export async function* readSegments(
  folder: string,
  segments: readonly Segment[],
  skip = 0,
): AsyncGenerator<readonly BackupRecord[], void, undefined> {
  let left = skip;
  for (const segment of segments) {
    if (left >= segment.records) {
      left -= segment.records;
      continue;
    }
    let seen = 0;
    for await (const records of readSegment(join(folder, segment.file))) {
      seen += records.length;
      if (left === 0) yield records;
      else if (left < records.length) {
        yield records.slice(left);
        left = 0;
      } else left -= records.length;
    }
    if (seen !== segment.records)
      throw new BackupError(`${segment.file} has ${seen} records, but the manifest says ${segment.records}`, 5);
  }
}

async function* readSegment(path: string): AsyncGenerator<readonly BackupRecord[], void, undefined> {
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // What goes wrong with either is thrown where `unzipped` is read.
  pipeline(source, unzipped, () => undefined);
  // Of a line that is longer than a chunk.
  let parts: Buffer[] = [];
  for await (const chunk of unzipped as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LINE_END);
    parts.push(end < 0 ? chunk : chunk.subarray(0, end));
    if (end < 0) continue;
    yield Buffer.concat(parts).toString().split('\n').map(parseRecord);
    parts = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
  }
}
