/** Bytes of `value` as a zigzag varint. `value` is an int32. */
export function varintSize(value: number): number {
  const zigzag = (value << 1) ^ (value >> 31);
  if ((zigzag & ~0x7f) === 0) return 1;
  if ((zigzag & ~0x3fff) === 0) return 2;
  if ((zigzag & ~0x1fffff) === 0) return 3;
  if ((zigzag & ~0xfffffff) === 0) return 4;
  return 5;
}

/** @returns the position behind it */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = (value << 1) ^ (value >> 31);
  while ((rest & ~0x7f) !== 0) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

const isInt32 = (value: number): boolean => value === (value | 0);

/** As `varintSize`, for whole numbers up to 2^53. */
export function varlongSize(value: number): number {
  if (isInt32(value)) return varintSize(value);
  let rest = zigzag64(value);
  let size = 1;
  while ((rest >>= 7n) > 0n) size++;
  return size;
}

export function writeVarlong(bytes: Uint8Array, at: number, value: number): number {
  if (isInt32(value)) return writeVarint(bytes, at, value);
  let rest = zigzag64(value);
  while (rest > 0x7fn) {
    bytes[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  bytes[at++] = Number(rest);
  return at;
}

const zigzag64 = (value: number): bigint => BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
