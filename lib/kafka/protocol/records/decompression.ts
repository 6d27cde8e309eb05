import { KafkaError, messageOf } from '../errors';
import { CODEC } from './compression';
import { decompressLz4 } from './lz4';
import { decompressSnappy } from './snappy';

type Decompress = (bytes: Buffer) => Promise<Uint8Array> | Uint8Array;

/** Libraries are loaded when first needed: most programs meet one codec or none. */
const decompressors: ReadonlyMap<number, Decompress> = new Map<number, Decompress>([
  [CODEC.gzip, async (bytes) => (await import('./zlib.ts')).gunzip(bytes)],
  [CODEC.snappy, async (bytes) => decompressSnappy(bytes, (await import('snappyjs')).uncompress)],
  [CODEC.lz4, decompressLz4],
  [CODEC.zstd, decompressZstd],
]);

async function decompressZstd(bytes: Buffer): Promise<Uint8Array> {
  const { zstdDecompress } = await import('./zlib.ts');
  return zstdDecompress ? zstdDecompress(bytes) : (await import('fzstd')).decompress(bytes);
}

/**
 * @param codec its number in a batch's attributes
 * @throws {KafkaError} `UNREADABLE_BATCH`
 */
export async function decompress(codec: number, bytes: Buffer): Promise<Buffer> {
  const decompressor = decompressors.get(codec);
  if (!decompressor)
    throw unreadable(`messages are compressed by codec number ${codec}, which Kafka 3.9 does not have`);
  try {
    const { buffer, byteOffset, length } = await decompressor(bytes);
    return Buffer.from(buffer, byteOffset, length);
  } catch (error) {
    throw unreadable(`compressed messages could not be read: ${messageOf(error)}`, error);
  }
}

const unreadable = (message: string, cause?: unknown) => new KafkaError('UNREADABLE_BATCH', message, { cause });
