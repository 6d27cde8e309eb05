import Encoder from 'kafkajs/src/protocol/encoder';
import { varintSize, varlongSize, writeVarint, writeVarlong } from './varint';

const INT32 = [
  0,
  1,
  -1,
  63,
  64,
  -64,
  -65,
  8191,
  8192,
  1_048_575,
  1_048_576,
  134_217_727,
  134_217_728,
  2 ** 31 - 1,
  -(2 ** 31),
];
const INT53 = [
  ...INT32,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 40,
  -(2 ** 40),
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];

describe('variable-length integers', () => {
  it.each(INT32)('writes %d as kafkajs does', (value) => {
    const bytes = Buffer.alloc(12);
    const end = writeVarint(bytes, 1, value);
    expect(bytes.subarray(1, end)).toEqual(new Encoder().writeVarInt(value).buffer);
    expect(varintSize(value)).toBe(end - 1);
  });

  it.each(INT53)('writes %d as kafkajs does when it may be long', (value) => {
    const bytes = Buffer.alloc(12);
    const end = writeVarlong(bytes, 1, value);
    expect(bytes.subarray(1, end)).toEqual(new Encoder().writeVarLong(value).buffer);
    expect(varlongSize(value)).toBe(end - 1);
  });
});
