import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Of a batch: its first offset, its length after these two, its format, and its last offset from the first. */
const HEADER = { baseOffset: 0, length: 8, magic: 16, lastOffsetDelta: 23, bytes: 27 } as const;
const MIN_BATCH_LENGTH = 49;
const INDEX_ENTRY_BYTES = 8;

const chunk = Buffer.alloc(32_768);

/**
 * The offset after the last message of the replica in `folder`, by its files alone: from the last entry of the last segment's index
 * over the headers of the few batches behind it, as Kafka itself recovers a log. Of a batch that is cut off nothing counts.
 * @returns undefined without a folder; Infinity where the files cannot be read so
 */
export function logEnd(folder: string): number | undefined {
  try {
    const segments = readdirSync(folder).filter((name) => /^\d{20}\.log$/.test(name));
    const last = segments.sort().at(-1);
    if (last === undefined) return 0;
    const base = Number(last.slice(0, 20));
    return opened(join(folder, last), (log, size) => {
      if (size === 0) return base;
      const indexed = lastIndexed(join(folder, `${last.slice(0, 20)}.index`), size);
      return endFrom(log, size, indexed) ?? (indexed > 0 ? endFrom(log, size, 0) : undefined) ?? base;
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : Infinity;
  }
}

/** Where the last batch begins that the index names; an index that is in use, or was, has zeros behind its entries. */
function lastIndexed(path: string, logSize: number): number {
  try {
    return opened(path, (index, size) => {
      const positionOf = (entry: number): number => {
        readSync(index, chunk, 0, INDEX_ENTRY_BYTES, entry * INDEX_ENTRY_BYTES);
        return chunk.readInt32BE(4);
      };
      let [low, high] = [0, Math.floor(size / INDEX_ENTRY_BYTES)];
      let found = 0;
      // The last entry first: after a clean stop it is the one.
      for (let at = high - 1; low < high; at = (low + high) >> 1) {
        const position = positionOf(at);
        if (position > 0 && position < logSize) [low, found] = [at + 1, position];
        else high = at;
      }
      return found;
    });
  } catch {
    return 0;
  }
}

/** Where the log ends, from the batch at `position` on; undefined without a whole batch there. */
function endFrom(log: number, size: number, position: number): number | undefined {
  let end: number | undefined;
  let [from, filled] = [position, 0];
  for (let at = position; at + HEADER.bytes <= size;) {
    if (at + HEADER.bytes > from + filled) [from, filled] = [at, readSync(log, chunk, 0, chunk.length, at)];
    if (filled < HEADER.bytes) break;
    const header = at - from;
    const length = chunk.readInt32BE(header + HEADER.length);
    if (length < MIN_BATCH_LENGTH || at + 12 + length > size) break;
    // Formats of before Kafka 0.11, which no server of ours writes.
    if (chunk.readInt8(header + HEADER.magic) < 2) return Infinity;
    end = Number(chunk.readBigInt64BE(header)) + chunk.readInt32BE(header + HEADER.lastOffsetDelta) + 1;
    at += 12 + length;
  }
  return end;
}

function opened<T>(path: string, use: (file: number, size: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}
