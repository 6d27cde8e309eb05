/** What Kafka calls them in a batch's attributes. */
export const CODEC = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

export type Compression = keyof typeof CODEC;

export const NO_ZSTD = `compression zstd needs Node.js 22.15 or later, but this is ${process.version}`;

export const canCompress = async (compression: Compression): Promise<boolean> =>
  compression !== 'zstd' || (await import('./zlib.ts')).zstdCompress !== undefined;

/**
 * On another thread where Node.js has the codec: it takes longer than all else about a batch, and the batches of several
 * partitions are compressed at once.
 * @param bytes asked for when its turn comes
 */
export const compress = (compression: Exclude<Compression, 'none'>, bytes: () => Uint8Array): Promise<Uint8Array> =>
  inTurn(async () => {
    // One block, as librdkafka writes it: all clients read it.
    if (compression === 'snappy') return (await import('snappyjs')).compress(bytes());
    if (compression === 'lz4') return (await import('./lz4-compression.ts')).compressLz4(bytes());
    const { gzip, zstdCompress } = await import('./zlib.ts');
    return compression === 'gzip' ? gzip(bytes(), { level: 1 }) : zstdCompress!(bytes(), {});
  });

/** As many as are worked on at once. Each takes a quarter of a megabyte as soon as it is handed to Node.js, whenever its turn comes there. */
const MAX_AT_ONCE = Number(process.env.UV_THREADPOOL_SIZE) || 4;
let underWay = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay === MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else underWay++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay--;
  }
}
