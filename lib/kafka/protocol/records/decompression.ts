import { constants } from 'node:buffer';
import { KafkaError, messageOf } from '../errors';
import { CODEC } from './compression';
import { decompressLz4 } from './lz4';
import { decompressSnappy } from './snappy';

const MAX_BYTES = constants.MAX_LENGTH;

type Decompress = (bytes: Buffer, maxBytes: number) => Promise<Uint8Array> | Uint8Array;

/** Libraries are loaded when first needed: most programs meet one codec or none. */
const decompressors: ReadonlyMap<number, Decompress> = new Map<number, Decompress>([
  [CODEC.gzip, async (bytes, maxBytes) => (await import('./zlib.ts')).gunzip(bytes, { maxOutputLength: maxBytes })],
  [CODEC.snappy, async (bytes, maxBytes) => decompressSnappy(bytes, maxBytes, (await import('snappyjs')).uncompress)],
  [CODEC.lz4, decompressLz4],
  [CODEC.zstd, decompressZstd],
]);

async function decompressZstd(bytes: Buffer, maxBytes: number): Promise<Uint8Array> {
  const { zstdDecompress } = await import('./zlib.ts');
  if (zstdDecompress) return zstdDecompress(bytes, { maxOutputLength: maxBytes });
  const { Decompress } = await import('fzstd');
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((part) => {
    size += part.length;
    if (size > maxBytes) throw new RangeError('it is longer');
    parts.push(part);
  });
  stream.push(bytes, true);
  return Buffer.concat(parts);
}

/**
 * @param codec its number in a batch's attributes
 * @param maxBytes what becomes longer is refused before there is more of it
 * @throws {KafkaError} `UNREADABLE_BATCH`
 */
export async function decompress(codec: number, bytes: Buffer, maxBytes = MAX_BYTES): Promise<Buffer> {
  const decompressor = decompressors.get(codec);
  if (!decompressor)
    throw unreadable(`messages are compressed by codec number ${codec}, which Kafka 3.9 does not have`);
  try {
    const { buffer, byteOffset, length } = await decompressor(bytes, maxBytes);
    return Buffer.from(buffer, byteOffset, length);
  } catch (error) {
    const text = `${bytes.length} bytes of compressed messages could not be read within ${maxBytes}`;
    throw unreadable(`${text}: ${messageOf(error)}`, error);
  }
}

const unreadable = (message: string, cause?: unknown) => new KafkaError('UNREADABLE_BATCH', message, { cause });
