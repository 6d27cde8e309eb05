import { varintSize, varlongSize, writeVarint, writeVarlong } from './varint';

/** As the format describes it: zigzag, then seven bits a byte, the lowest first. */
function expected(value: number): string {
  let rest = value < 0 ? -2n * BigInt(value) - 1n : 2n * BigInt(value);
  const bytes = [];
  for (; rest > 127n; rest /= 128n) bytes.push(Number(rest % 128n) + 128);
  return Buffer.from([...bytes, Number(rest)]).toString('hex');
}

/** The last value that a number of bytes holds, and the first that needs one more. */
const borders = (bits: readonly number[]) =>
  bits.flatMap((bit) => [2 ** bit - 1, 2 ** bit, -(2 ** bit), -(2 ** bit) - 1]);
const INT32 = [0, 1, -1, ...borders([6, 13, 20, 27]), 2 ** 31 - 1, -(2 ** 31)];

const BEFORE = 3;

test.each(INT32)('%d is a varint of the length that was told', (value) => {
  const bytes = Buffer.alloc(12);
  const end = writeVarint(bytes, BEFORE, value);
  expect(bytes.subarray(BEFORE, end).toString('hex')).toBe(expected(value));
  expect(varintSize(value)).toBe(end - BEFORE);
});

test.each([...INT32, 2 ** 31, ...borders([34, 41, 48]), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
  '%d is a varlong of the length that was told',
  (value) => {
    const bytes = Buffer.alloc(16);
    const end = writeVarlong(bytes, BEFORE, value);
    expect(bytes.subarray(BEFORE, end).toString('hex')).toBe(expected(value));
    expect(varlongSize(value)).toBe(end - BEFORE);
  },
);
