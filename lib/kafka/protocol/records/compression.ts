export type Compression = 'none' | 'gzip' | 'snappy' | 'zstd';

/** What Kafka calls them in a batch's attributes. */
export const CODEC = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

export const NO_ZSTD = `compression zstd needs Node.js 22.15 or later, but this is ${process.version}`;

export const canCompress = async (compression: Compression): Promise<boolean> =>
  compression !== 'zstd' || (await import('./zlib.ts')).zstdCompress !== undefined;

/**
 * On another thread where Node.js has the codec: it takes longer than all else about a batch, and the batches of several
 * partitions are compressed at once.
 */
export async function compress(compression: Exclude<Compression, 'none'>, bytes: Uint8Array): Promise<Uint8Array> {
  // One block, as librdkafka writes it: all clients read it.
  if (compression === 'snappy') return (await import('snappyjs')).compress(bytes);
  const { gzip, zstdCompress } = await import('./zlib.ts');
  return compression === 'gzip' ? gzip(bytes, { level: 1 }) : zstdCompress!(bytes, {});
}
