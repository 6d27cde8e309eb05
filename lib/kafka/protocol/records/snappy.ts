/** How snappy-java's streams begin, which Java's clients write; behind it come two version numbers. */
const STREAM = Buffer.from('\x82SNAPPY\0', 'latin1');
const STREAM_HEADER_LENGTH = STREAM.length + 4 + 4;

/** Snappy has no framing of its own: Java's clients write snappy-java's stream of blocks, librdkafka one block alone. */
export function decompressSnappy(
  bytes: Buffer,
  maxBytes: number,
  uncompress: (block: Uint8Array, maxBytes: number) => Uint8Array,
): Uint8Array {
  if (!bytes.subarray(0, STREAM.length).equals(STREAM)) return uncompress(bytes, maxBytes);
  const blocks: Uint8Array[] = [];
  let left = maxBytes;
  for (let at = STREAM_HEADER_LENGTH; at < bytes.length;) {
    const end = at + 4 + bytes.readInt32BE(at);
    if (end < at + 4) throw new RangeError('a block has less than no bytes');
    const block = uncompress(bytes.subarray(at + 4, end), left);
    blocks.push(block);
    left -= block.length;
    at = end;
  }
  return Buffer.concat(blocks);
}
