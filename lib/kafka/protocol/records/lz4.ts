/** @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
const MAGIC = 0x184d2204;
const FLAG = { blockChecksum: 0x10, contentSize: 0x08, dictionary: 0x01 } as const;
export const STORED = 0x8000_0000;
export const MIN_MATCH = 4;
/** Shorter runs are copied faster byte by byte than by a call. */
const LONG_RUN = 32;

/**
 * Decompresses an LZ4 frame, as Java's and librdkafka's producers write it. Its checksums are not looked at: the checksum of
 * the record batch covers them.
 */
export function decompressLz4(frame: Buffer, maxBytes = Infinity): Buffer {
  if (frame.length < 7 || frame.readUInt32LE(0) !== MAGIC) throw new Error('this is no LZ4 frame');
  const flags = frame[4]!;
  if ((flags & FLAG.dictionary) !== 0) throw new Error('LZ4 frames with a dictionary are not supported');
  const firstBlock = 7 + ((flags & FLAG.contentSize) === 0 ? 0 : 8);
  const checksumLength = (flags & FLAG.blockChecksum) === 0 ? 0 : 4;
  const blocks = [...blocksOf(frame, firstBlock, checksumLength)];
  // Blocks of 64 KiB, 256 KiB, 1 MiB or 4 MiB.
  const maxBlockBytes = 1 << (8 + 2 * ((frame[5]! >> 4) & 7));
  const output = Buffer.allocUnsafe(Math.min(blocks.length * maxBlockBytes, maxBytes));
  let size = 0;
  for (const { from, to, isStored } of blocks) {
    if (isStored && to - from > output.length - size) throw damaged();
    size = isStored ? size + frame.copy(output, size, from, to) : decompressBlock(frame, from, to, output, size);
  }
  // Messages are views into it, and would keep the whole of an output much longer than its content.
  return Buffer.from(output.subarray(0, size));
}

interface Block {
  readonly from: number;
  readonly to: number;
  /** Not compressed: it would have become longer. */
  readonly isStored: boolean;
}

function* blocksOf(frame: Buffer, firstBlock: number, checksumLength: number): Generator<Block> {
  for (let at = firstBlock; ;) {
    const word = frame.readUInt32LE(at);
    if (word === 0) return;
    const from = at + 4;
    const to = from + (word & ~STORED);
    if (to > frame.length) throw damaged();
    yield { from, to, isStored: word >= STORED };
    at = to + checksumLength;
  }
}

/** Blocks may refer to the ones before, so all go to one `output`. @returns where the block ends there */
function decompressBlock(input: Buffer, from: number, to: number, output: Buffer, outputFrom: number): number {
  let at = from;
  let end = outputFrom;
  while (at < to) {
    const token = input[at++]!;
    let literals = token >> 4;
    if (literals === 15) {
      let more: number;
      do literals += more = input[at++]!;
      while (more === 255);
    }
    if (at + literals > to || end + literals > output.length) throw damaged();
    if (literals > LONG_RUN) end += input.copy(output, end, at, at + literals);
    else for (let i = 0; i < literals; i++) output[end++] = input[at + i]!;
    at += literals;
    // The last sequence has literals only.
    if (at === to) break;

    const offset = input[at]! | (input[at + 1]! << 8);
    at += 2;
    let length = token & 15;
    if (length === 15) {
      let more: number;
      do length += more = input[at++]!;
      while (more === 255);
    }
    length += MIN_MATCH;
    if (offset === 0 || offset > end || end + length > output.length) throw damaged();
    // A match that overlaps what it writes repeats itself, so that only byte by byte is right.
    if (length > LONG_RUN && offset >= length) output.copyWithin(end, end - offset, end - offset + length);
    else for (let i = 0; i < length; i++) output[end + i] = output[end + i - offset]!;
    end += length;
  }
  return end;
}

const damaged = () => new Error('an LZ4 block is damaged, or has more than it may');
