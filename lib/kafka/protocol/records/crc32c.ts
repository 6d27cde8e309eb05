import { createFolder, MAX_FOLD, MIN_FOLD, type Folder } from './crc32c-fold';

let folder: Folder | undefined;

/**
 * CRC-32C (Castagnoli), which `zlib.crc32` is not.
 * @param before checksum of the bytes that go before
 */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length, before = 0): number {
  if (to - from < MIN_FOLD) return ofWords(bytes, from, to, before);
  folder ??= createFolder();
  let crc = before;
  for (let at = from, end; at < to; at = end) {
    end = Math.min(at + MAX_FOLD, to);
    crc = end - at < MIN_FOLD ? ofWords(bytes, at, end, crc) : ofFolded(folder, bytes.subarray(at, end), crc);
  }
  return crc;
}

function ofFolded(folder: Folder, message: Uint8Array, before: number): number {
  folder.bytes.set(message);
  for (let i = 0; i < 4; i++) folder.bytes[i]! ^= ~before >>> (8 * i);
  return ofWords(folder.bytes, folder.fold(message.length), message.length, NONE);
}

const NO_WORDS = new Int32Array(0);

/** Before which nothing is added to the first bytes. */
const NONE = ~0;

/** Each step takes sixteen bytes, as four words. */
function ofWords(bytes: Uint8Array, from: number, to: number, before: number): number {
  let crc = ~before;
  let i = from;
  // Words lie at multiples of four.
  for (; i < to && ((bytes.byteOffset + i) & 3) !== 0; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 0xff]!;
  const steps = Math.max(0, (to - i) >>> 4);
  const words = steps === 0 ? NO_WORDS : new Int32Array(bytes.buffer, bytes.byteOffset + i, steps * 4);
  for (let at = 0; at < words.length; at += 4) {
    const a = words[at]! ^ crc;
    const b = words[at + 1]!;
    const c = words[at + 2]!;
    const d = words[at + 3]!;
    crc =
      TABLE[15 * 256 + (a & 0xff)]! ^
      TABLE[14 * 256 + ((a >>> 8) & 0xff)]! ^
      TABLE[13 * 256 + ((a >>> 16) & 0xff)]! ^
      TABLE[12 * 256 + (a >>> 24)]! ^
      TABLE[11 * 256 + (b & 0xff)]! ^
      TABLE[10 * 256 + ((b >>> 8) & 0xff)]! ^
      TABLE[9 * 256 + ((b >>> 16) & 0xff)]! ^
      TABLE[8 * 256 + (b >>> 24)]! ^
      TABLE[7 * 256 + (c & 0xff)]! ^
      TABLE[6 * 256 + ((c >>> 8) & 0xff)]! ^
      TABLE[5 * 256 + ((c >>> 16) & 0xff)]! ^
      TABLE[4 * 256 + (c >>> 24)]! ^
      TABLE[3 * 256 + (d & 0xff)]! ^
      TABLE[2 * 256 + ((d >>> 8) & 0xff)]! ^
      TABLE[256 + ((d >>> 16) & 0xff)]! ^
      TABLE[d >>> 24]!;
  }
  for (i += steps * 16; i < to; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 0xff]!;
  return ~crc >>> 0;
}

const REVERSED_POLYNOMIAL = 0x82f63b78;

/** The checksum of each byte with no to fifteen zeros behind it: one table, as sixteen would be checked for their bounds one by one. */
const TABLE = new Int32Array(16 * 256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? REVERSED_POLYNOMIAL : 0);
  TABLE[byte] = crc;
}
for (let at = 256; at < TABLE.length; at++) {
  const shorter = TABLE[at - 256]!;
  TABLE[at] = (shorter >>> 8) ^ TABLE[shorter & 0xff]!;
}
