import { varintSize, writeVarint } from './varint';

/** Bytes of a field with its length before it; null has length -1. */
export const fieldSize = (field: Uint8Array | null): number =>
  field === null ? 1 : varintSize(field.length) + field.length;

/** @returns the position behind it */
export function writeField(bytes: Uint8Array, at: number, field: Uint8Array | null): number {
  if (field === null) return writeVarint(bytes, at, -1);
  const { length } = field;
  at = writeVarint(bytes, at, length);
  // A loop beats `set` for the few bytes of a key, and loses for more.
  if (length > 48) bytes.set(field, at);
  else for (let i = 0; i < length; i++) bytes[at + i] = field[i]!;
  return at + length;
}
