import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'zstd';

/** What Kafka calls them in a batch's attributes. */
export const CODEC = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

// Only Node 22.15 and later have it; @types/node of the oldest version supported says nothing of it.
const zstd = zlib as typeof zlib & {
  readonly zstdCompress?: (bytes: Uint8Array, done: (error: Error | null, compressed: Buffer) => void) => void;
  readonly zstdDecompressSync?: (bytes: Uint8Array) => Buffer;
};

export const canCompress = (compression: Compression): boolean =>
  compression !== 'zstd' || zstd.zstdCompress !== undefined;

/** On another thread: it takes longer than all else about a batch, and the batches of several partitions are compressed at once. */
export function compress(compression: Exclude<Compression, 'none'>, bytes: Uint8Array): Promise<Buffer> {
  return compression === 'gzip' ? gzip(bytes, { level: 1 }) : promisify(zstd.zstdCompress!)(bytes);
}

const gzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gzip);

export function decompress(codec: number, bytes: Buffer): Buffer {
  if (codec === CODEC.none) return bytes;
  if (codec === CODEC.gzip) return zlib.gunzipSync(bytes);
  if (codec === CODEC.zstd && zstd.zstdDecompressSync) return zstd.zstdDecompressSync(bytes);
  const name = Object.entries(CODEC).find(([, number]) => number === codec)?.[0] ?? `number ${codec}`;
  throw new Error(
    `messages are compressed by ${name}, which this Node.js cannot read${codec === CODEC.zstd ? ': it needs version 22.15 or later' : ''}`,
  );
}
