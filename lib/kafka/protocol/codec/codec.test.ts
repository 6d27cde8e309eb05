import { array, between, ignorable, nullableArray, since, struct, taggedArray } from './composites';
import { Reader } from './reader';
import * as scalars from './scalars';
import { boolean, bytes, float64, int16, int32, int64, int8, long, nullableBytes, nullableString } from './scalars';
import { string, uuid, ZERO_UUID } from './scalars';
import type { Type } from './type';
import { Writer } from './writer';

const LATEST = 5;

function written<Given>(type: Type<unknown, Given>, value: Given, isFlexible = true, version = LATEST): string {
  const writer = new Writer(version, isFlexible);
  type.write(writer, value);
  return writer.bytes.toString('hex');
}

/** What is read, and how many bytes are left then. */
function read<Value>(type: Type<Value, never>, hex: string, isFlexible = true, version = LATEST): Value {
  const reader = new Reader(Buffer.from(hex, 'hex'), version, isFlexible);
  const value = type.read(reader);
  expect(reader.left).toBe(0);
  return value;
}

const both = <Value>(name: string, type: Type<Value>, value: Value, flexible: string, older = flexible) =>
  [name, type, value, flexible, older] as [string, Type<unknown, never>, unknown, string, string];

const euro = '€1'; // three bytes and one
const ids = array(int32);

describe.each([
  both('int8', int8, -2, 'fe'),
  both('int16', int16, -2, 'fffe'),
  both('int32', int32, 0x01020304, '01020304'),
  both('int64', int64, -2n, 'fffffffffffffffe'),
  both('long', long, 2 ** 40, '0000010000000000'),
  both('float64', float64, -1.5, 'bff8000000000000'),
  both('boolean', boolean, true, '01'),
  both('boolean', boolean, false, '00'),
  both('uuid', uuid, 'YWFhYWFhYWFhYWFhYWFhYQ', '61'.repeat(16)),
  both('uuid', uuid, ZERO_UUID, '00'.repeat(16)),
  both('string', string, euro, '05e282ac31', '0004e282ac31'),
  both('string', string, '', '01', '0000'),
  both('string?', nullableString, euro, '05e282ac31', '0004e282ac31'),
  both('string?', nullableString, null, '00', 'ffff'),
  both('bytes', bytes, Buffer.from('ab'), '036162', '000000026162'),
  both('bytes', bytes, Buffer.alloc(0), '01', '00000000'),
  both('bytes?', nullableBytes, Buffer.from('ab'), '036162', '000000026162'),
  both('bytes?', nullableBytes, null, '00', 'ffffffff'),
  both('array', ids, [1, 2], '030000000100000002', '000000020000000100000002'),
  both('array', ids, [], '01', '00000000'),
  both('array?', nullableArray(int8), [7], '0207', '0000000107'),
  both('array?', nullableArray(int8), null, '00', 'ffffffff'),
  both('struct', struct({ a: int8, b: string }), { a: 1, b: 'x' }, '01027800', '01000178'),
])('%s', (kind, type, value, flexible, older) => {
  test(`is ${JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))} as Kafka writes it`, () => {
    expect(type.kind).toBe(kind);
    expect(written(type, value as never)).toBe(flexible);
    expect(written(type, value as never, false)).toBe(older);
    expect(read(type, flexible)).toEqual(value);
    expect(read(type, older, false)).toEqual(value);
  });
});

test.each([
  ['string', string, '00', 'ffff'],
  ['bytes', bytes, '00', 'ffffffff'],
  ['array', ids, '00', 'ffffffff'],
] as const)('where there must be a %s, null is refused', (_, type, flexible, older) => {
  const refused = new RangeError('nothing where there must be something');
  expect(() => read<unknown>(type, flexible)).toThrow(refused);
  expect(() => read<unknown>(type, older, false)).toThrow(refused);
});

test('knows from which version on a text may be null', () => {
  expect(scalars.nullableStringSince(3)).toMatchObject({ kind: 'string?', nullableSince: 3 });
});

test('tells of what an array consists, and a structure', () => {
  expect([array(int8).of, nullableArray(string).of, struct({ a: int8 }).fields]).toEqual([int8, string, { a: int8 }]);
});

describe('a field that not all versions have', () => {
  const type = struct({ first: int8, middle: between(2, 3, int8, -1), last: since(4, string, 'none') });

  test.each([
    [1, '01', { middle: -1, last: 'none' }],
    [2, '0107', { middle: 7, last: 'none' }],
    [3, '0107', { middle: 7, last: 'none' }],
    [4, '01000178', { middle: -1, last: 'x' }],
  ])('is in those alone: version %i', (version, hex, { middle, last }) => {
    expect(written(type, { first: 1, middle, last }, false, version)).toBe(hex);
    expect(read(type, hex, false, version)).toEqual({ first: 1, middle, last });
  });

  test('has its default where none is given', () => {
    expect(written(type, { first: 1 }, false, 3)).toBe('01ff');
    expect(written(type, { first: 1, last: undefined }, false, 4)).toBe('0100046e6f6e65');
  });

  test('cannot be given to a broker whose version has none', () => {
    const given = () => written(type, { first: 1, last: 'x' }, false, 3);
    expect(given).toThrow('version 3, the newest that the broker speaks, has no last');
    expect(given).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_VERSION' }) as Error);
  });

  test('is left out there when an older broker can do without it', () => {
    const type = struct({ a: int8, b: ignorable(since(4, int8, 0)) });
    expect([written(type, { a: 1, b: 2 }, false, 3), written(type, { a: 1, b: 2 }, false, 4)]).toEqual(['01', '0102']);
  });
});

describe('a list that is tagged', () => {
  const type = struct({ a: int8, b: taggedArray(2, int8) });

  test.each([
    [{ a: 1, b: [7, 8] }, '01' + '01' + '02' + '03' + '030708'],
    [{ a: 1, b: [] }, '01' + '00'],
  ])('comes behind all others, and not at all while it is empty: %j', (value, hex) => {
    expect(written(type, value)).toBe(hex);
    expect(read(type, hex)).toEqual(value);
  });

  test('need not be given', () => expect(written(type, { a: 1 })).toBe('0100'));

  test('is found among those that are not known', () =>
    expect(read(type, '01' + '03' + '0001aa' + '02020207' + '0901bb')).toEqual({ a: 1, b: [7] }));

  test('is in no older version', () => {
    expect(written(type, { a: 1, b: [7] }, false)).toBe('01');
    expect(read(type, '01', false)).toEqual({ a: 1, b: [] });
  });
});

describe('a writer', () => {
  test.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [2 ** 31 + 5, '8580808008'],
  ])('writes %i as an unsigned varint, which a reader reads', (value, hex) => {
    const writer = new Writer(LATEST, true);
    writer.varint(value);
    expect(writer.bytes.toString('hex')).toBe(hex);
    expect(new Reader(writer.bytes, LATEST, true).varint()).toBe(value);
  });

  test('has room for as much as comes, and keeps what it has', () => {
    const writer = new Writer(LATEST, false);
    const text = 'x'.repeat(251);
    writer.int32(1);
    writer.raw(Buffer.from(text)); // 255 of 256 bytes
    writer.int8(2); // the last
    writer.int8(3);
    writer.string('y'.repeat(2000));
    writer.int64(4n);
    const reader = new Reader(writer.bytes, LATEST, false);
    expect([reader.int32(), reader.raw(251).toString(), reader.int8(), reader.int8()]).toEqual([1, text, 2, 3]);
    expect([reader.string(), reader.int64(), reader.left]).toEqual(['y'.repeat(2000), 4n, 0]);
  });

  test.each([
    ['int8', (writer: Writer) => writer.int8(1), 1],
    ['int16', (writer: Writer) => writer.int16(1), 2],
    ['int32', (writer: Writer) => writer.int32(1), 4],
    ['int64', (writer: Writer) => writer.int64(1n), 8],
    ['float64', (writer: Writer) => writer.float64(1), 8],
    ['varint', (writer: Writer) => writer.varint(2 ** 32 - 1), 5],
    ['text', (writer: Writer) => writer.string('abc'), 5],
  ] as const)('makes room for %s wherever its bytes end', (_, write, length) => {
    for (let before = 256 - length - 1; before <= 256; before++) {
      const writer = new Writer(LATEST, false);
      writer.raw(Buffer.alloc(before));
      write(writer);
      expect(writer.bytes).toHaveLength(before + length);
    }
  });

  test('ends a structure in flexible versions only', () => {
    const ends = [true, false].map((isFlexible) => {
      const writer = new Writer(LATEST, isFlexible);
      writer.noTags();
      return writer.bytes.toString('hex');
    });
    expect(ends).toEqual(['00', '']);
  });
});

describe('a reader', () => {
  const reader = (hex: string, isFlexible = true) => new Reader(Buffer.from(hex, 'hex'), LATEST, isFlexible);

  test('skips what newer brokers tag a structure with', () => {
    const flexible = reader('02' + '0003aabbcc' + '8101' + '01dd' + '07');
    flexible.skipTags();
    expect(flexible.int8()).toBe(7);
    const older = reader('07', false);
    older.skipTags();
    expect(older.int8()).toBe(7);
  });

  test.each<[string, () => unknown, string]>([
    ['bytes', () => reader('0102').raw(3), '3 bytes are announced, and 2 are left'],
    ['a text', () => reader('05e2').string(), '4 bytes are announced, and 1 are left'],
    ['a length', () => reader('05aa').length(), 'a length of 4 is announced, and 1 bytes are left'],
    ['an older length', () => reader('00000002aa', false).length(), 'a length of 2 is announced, and 1 bytes are left'],
    ['a varint without end', () => reader('ffffffffffff').varint(), 'a length of more than 5 bytes'],
    ['a varint of six bytes', () => reader('ffffffffff01').varint(), 'a length of more than 5 bytes'],
  ])('refuses more than there is: %s', (_, work, message) => expect(work).toThrow(new RangeError(message)));

  test('takes all that is left', () => {
    expect(reader('0102').raw(2).toString('hex')).toBe('0102');
    expect(reader('03aabb').length()).toBe(2);
    expect(() => reader('').int8()).toThrow('outside buffer bounds');
  });
});
