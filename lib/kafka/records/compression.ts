import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'snappy' | 'zstd';

/** What Kafka calls them in a batch's attributes. */
export const CODEC = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

// Only Node 22.15 and later have it; @types/node of the oldest version supported says nothing of it.
const zstd = zlib as typeof zlib & {
  readonly zstdCompress?: (bytes: Uint8Array, done: (error: Error | null, compressed: Buffer) => void) => void;
};

export const canCompress = (compression: Compression): boolean =>
  compression !== 'zstd' || zstd.zstdCompress !== undefined;

/**
 * On another thread where Node.js has the codec: it takes longer than all else about a batch, and the batches of several
 * partitions are compressed at once.
 */
export async function compress(compression: Exclude<Compression, 'none'>, bytes: Uint8Array): Promise<Uint8Array> {
  if (compression === 'gzip') return gzip(bytes, { level: 1 });
  if (compression === 'zstd') return promisify(zstd.zstdCompress!)(bytes);
  // One block, as librdkafka writes it: all clients read it.
  return (await import('snappyjs')).compress(bytes);
}

const gzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gzip);
