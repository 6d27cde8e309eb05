import { MIN_MATCH, STORED } from './lz4';

/**
 * How the frames of Java's and librdkafka's producers begin: blocks of at most 64 KiB that do not refer to each other, as Java
 * insists on, and no checksum but the last of these bytes, which is theirs: the record batch has one of all.
 */
const HEADER = Buffer.from('04224d18604082', 'hex');
const BLOCK_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;

/** A match may not begin within the last twelve bytes of a block, and its last five are literals: the format has it so. */
const MATCH_MARGIN = 12;
const LAST_LITERALS = 5;
const HASH_BITS = 13;
/** Where in the block each hash of four bytes was seen last: places in a block have 16 bits. */
const places = new Uint16Array(1 << HASH_BITS);
/** The longer nothing is found, the further apart it is looked for: what cannot be compressed costs little. */
const SKIP_BITS = 6;
/** Shorter runs are copied faster byte by byte than by a call. */
const LONG_RUN = 32;

/** @returns one frame, as Java's and librdkafka's consumers read it; at most four bytes a block longer than `content`, and eleven */
export function compressLz4(content: Uint8Array): Buffer {
  const input = Buffer.from(content.buffer, content.byteOffset, content.length);
  const words = new DataView(input.buffer, input.byteOffset, input.length);
  const blocks = Math.ceil(input.length / BLOCK_BYTES);
  const output = Buffer.allocUnsafe(HEADER.length + input.length + (blocks + 1) * LENGTH_BYTES);
  let size = HEADER.copy(output);
  for (let from = 0; from < input.length; from += BLOCK_BYTES) {
    const to = Math.min(from + BLOCK_BYTES, input.length);
    const start = size + LENGTH_BYTES;
    const end = compressBlock(input, words, from, to, output, start);
    size = end ?? start + input.copy(output, start, from, to);
    output.writeUInt32LE(end === undefined ? STORED + (to - from) : end - start, start - LENGTH_BYTES);
  }
  size = output.writeUInt32LE(0, size);
  // A batch keeps it until it is acknowledged, and would keep the whole of an output much longer than its content.
  return Buffer.from(output.subarray(0, size));
}

/** @returns where the block ends in `output`; undefined if it would not become shorter */
function compressBlock(
  input: Buffer,
  words: DataView,
  from: number,
  to: number,
  output: Buffer,
  outputFrom: number,
): number | undefined {
  const outputLimit = outputFrom + to - from;
  const lastMatch = to - MATCH_MARGIN;
  const matchLimit = to - LAST_LITERALS;
  places.fill(0);
  let end = outputFrom;
  let literalsFrom = from;
  let steps = 1 << SKIP_BITS;
  for (let at = from + 1; at <= lastMatch;) {
    const word = words.getInt32(at, true);
    const hash = Math.imul(word, 0x9e37_79b1) >>> (32 - HASH_BITS);
    const match = from + places[hash]!;
    places[hash] = at - from;
    if (words.getInt32(match, true) !== word) {
      at += steps++ >> SKIP_BITS;
      continue;
    }
    const offset = at - match;
    let matchEnd = at + MIN_MATCH;
    while (matchEnd + 4 <= matchLimit && words.getInt32(matchEnd, true) === words.getInt32(matchEnd - offset, true))
      matchEnd += 4;
    while (matchEnd < matchLimit && input[matchEnd] === input[matchEnd - offset]) matchEnd++;

    const literals = at - literalsFrom;
    const length = matchEnd - at - MIN_MATCH;
    // The most that a token, an offset and both lengths take beside the literals.
    if (end + literals + 5 + ((literals + length) >> 7) >= outputLimit) return undefined;
    end = writeLiterals(input, literalsFrom, literals, output, end, length < 15 ? length : 15);
    output[end++] = offset & 0xff;
    output[end++] = offset >> 8;
    if (length >= 15) end = writeLength(output, end, length - 15);
    literalsFrom = at = matchEnd;
    steps = 1 << SKIP_BITS;
  }
  const literals = to - literalsFrom;
  if (end + literals + 2 + (literals >> 7) >= outputLimit) return undefined;
  return writeLiterals(input, literalsFrom, literals, output, end, 0);
}

/** With the token before them, of which `matchLength` is the other half. */
function writeLiterals(
  input: Buffer,
  from: number,
  count: number,
  output: Buffer,
  outputFrom: number,
  matchLength: number,
): number {
  let end = outputFrom;
  output[end++] = ((count < 15 ? count : 15) << 4) | matchLength;
  if (count >= 15) end = writeLength(output, end, count - 15);
  if (count > LONG_RUN) return end + input.copy(output, end, from, from + count);
  for (let i = 0; i < count; i++) output[end++] = input[from + i]!;
  return end;
}

function writeLength(output: Buffer, outputFrom: number, length: number): number {
  let end = outputFrom;
  let left = length;
  for (; left >= 255; left -= 255) output[end++] = 255;
  output[end++] = left;
  return end;
}
