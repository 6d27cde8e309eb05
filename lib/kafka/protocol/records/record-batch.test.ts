import type { Headers } from '../../message';
import { crc32c } from './crc32c';
import { FIELD, RecordBatchBuilder } from './record-batch';
import { writeVarint } from './varint';

const identity = { producerId: 4_000_000_001n, epoch: 7 };
const flags = { codec: 0, transactional: false };

const TIME = 1_795_614_959_521;
const CHUNK = 64 * 1024;

const sealed = (builder: RecordBatchBuilder, firstSequence = 0) =>
  Buffer.concat(builder.seal(identity, firstSequence, flags));

/** A batch of one record, as hexadecimal digits. */
function record(
  key: Uint8Array | null,
  value: string | Uint8Array | null,
  headers?: Headers,
): { readonly hex: string; readonly builder: RecordBatchBuilder } {
  const builder = new RecordBatchBuilder();
  builder.append(key, value, headers, TIME);
  return { hex: builder.join().toString('hex'), builder };
}

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  return bytes.subarray(0, writeVarint(bytes, 0, value));
}

describe('a record', () => {
  test.each<[string, Uint8Array | null, string | Uint8Array | null, Headers | undefined, string]>([
    ['nothing', null, null, undefined, '0c000000010100'],
    ['a key and a text', Buffer.from('k'), '€', undefined, '140000' + '00' + '026b' + '06e282ac' + '00'],
    ['bytes and an empty key', Buffer.alloc(0), Buffer.from('v'), undefined, '0e000000' + '00' + '0276' + '00'],
    ['a header', null, null, { a: '1' }, '140000000101' + '02' + '0261' + '0231'],
    ['a header without a value', null, null, { a: null }, '120000000101' + '02' + '0261' + '01'],
    ['a header twice', null, null, { a: ['1', '2'] }, '1c0000000101' + '04' + '02610231' + '02610232'],
    ['a header of bytes', null, null, [['a', Buffer.from('1')]], '140000000101' + '02' + '0261' + '0231'],
  ])('of %s is as Kafka stores it', (_, key, value, headers, hex) => {
    const { hex: actual, builder } = record(key, value, headers);
    expect(actual).toBe(hex);
    expect(builder.size).toBe(FIELD.records + hex.length / 2);
  });

  test.each([47, 48, 49, 63, 64, 300])('has keys and values of %i bytes whole', (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => i % 251));
    const body = Buffer.concat([Buffer.alloc(3), varint(length), bytes, varint(length), bytes, Buffer.alloc(1)]);
    expect(record(bytes, bytes).hex).toBe(Buffer.concat([varint(body.length), body]).toString('hex'));
  });

  test('that cannot be encoded leaves the batch as it was', () => {
    const { builder } = record(null, 'a');
    const before = sealed(builder);
    expect(() => builder.append(null, 'b', [[undefined as never, '1']], TIME + 5)).toThrow();
    expect(sealed(builder)).toEqual(before);
  });

  test('follows the ones before, by its number and its distance in time', () => {
    const builder = new RecordBatchBuilder();
    for (const time of [TIME, TIME + 1, TIME - 1]) builder.append(null, null, undefined, time);
    expect(builder.join().toString('hex')).toBe('0c000000010100' + '0c000202010100' + '0c000104010100');
  });
});

describe('a record batch', () => {
  test('has its fields where Kafka has them', () => {
    const builder = new RecordBatchBuilder();
    for (const time of [TIME, TIME + 5, TIME - 5]) builder.append(null, 'v', undefined, time);
    const batch = sealed(builder, 9);
    expect(builder.count).toBe(3);
    expect(batch).toHaveLength(builder.size);
    expect({
      baseOffset: batch.readBigInt64BE(0),
      length: batch.readInt32BE(8),
      leaderEpoch: batch.readInt32BE(12),
      magic: batch[16],
      crc: batch.readUInt32BE(17),
      attributes: batch.readInt16BE(21),
      lastOffsetDelta: batch.readInt32BE(23),
      firstTimestamp: batch.readBigInt64BE(27),
      maxTimestamp: batch.readBigInt64BE(35),
      producerId: batch.readBigInt64BE(43),
      producerEpoch: batch.readInt16BE(51),
      firstSequence: batch.readInt32BE(53),
      count: batch.readInt32BE(57),
    }).toEqual({
      baseOffset: 0n,
      length: batch.length - 12,
      leaderEpoch: -1,
      magic: 2,
      crc: crc32c(batch, 21),
      attributes: 0,
      lastOffsetDelta: 2,
      firstTimestamp: BigInt(TIME),
      maxTimestamp: BigInt(TIME + 5),
      producerId: 4_000_000_001n,
      producerEpoch: 7,
      firstSequence: 9,
      count: 3,
    });
  });

  test('can be sealed anew for another producer', () => {
    const builder = new RecordBatchBuilder();
    builder.append(null, 'v', undefined, TIME);
    const first = Buffer.from(builder.seal(identity, 0, flags)[0]);
    const second = builder.seal({ producerId: 5n, epoch: 0 }, 9, { codec: 0, transactional: true })[0];
    expect(second.readBigInt64BE(FIELD.producerId)).toBe(5n);
    expect(second.readInt32BE(FIELD.firstSequence)).toBe(9);
    expect(second.readInt16BE(FIELD.attributes)).toBe(0x10);
    expect(second.readUInt32BE(FIELD.crc)).toBe(crc32c(second, FIELD.attributes));
    expect(builder.seal(identity, 0, flags)[0]).toEqual(first);
  });

  test('has compressed records instead of its own, and tells the codec', () => {
    const { builder } = record(null, 'a long value');
    const parts = builder.seal(identity, 0, { codec: 3, transactional: true }, Buffer.from('abc'));
    const batch = Buffer.concat(parts);
    expect(batch.subarray(FIELD.records).toString()).toBe('abc');
    expect(batch.readInt32BE(FIELD.length)).toBe(FIELD.records + 3 - FIELD.leaderEpoch);
    expect(batch.readInt16BE(FIELD.attributes)).toBe(0x13);
    expect(batch.readUInt32BE(FIELD.crc)).toBe(crc32c(batch, FIELD.attributes));
    expect(sealed(builder).subarray(FIELD.records)).toEqual(builder.join());
  });

  test.each([
    ['small', 5, 3000],
    ['of half a chunk', CHUNK / 2, 9],
    ['larger than a chunk', CHUNK + 1, 4],
  ])('grows without copying, and has all of its records in order: %s', (_, length, count) => {
    const builder = new RecordBatchBuilder();
    const values = Array.from({ length: count }, (_, i) => Buffer.alloc(length, i));
    for (const value of values) {
      builder.append(null, value, undefined, TIME);
      expect(builder.capacity).toBeGreaterThanOrEqual(builder.size);
      // Twice what it needs, but for the first bytes and for what did not fit behind the others.
      expect(builder.capacity).toBeLessThan(2 * builder.size + 512 + length);
    }
    const parts = builder.seal(identity, 0, flags);
    expect(parts.length).toBeGreaterThan(1);
    const batch = Buffer.concat(parts);
    expect(batch).toHaveLength(builder.size);
    expect(batch.readUInt32BE(FIELD.crc)).toBe(crc32c(batch, FIELD.attributes));
    expect(batch.readInt32BE(FIELD.length)).toBe(batch.length - FIELD.leaderEpoch);
    const records = builder.join();
    expect(records.equals(batch.subarray(FIELD.records))).toBe(true);
    expect(builder.capacity).toBe(builder.size);
    // It may go on after it was joined.
    builder.append(null, 'last', undefined, TIME);
    const longer = sealed(builder);
    expect(longer).toHaveLength(builder.size);
    expect(longer.subarray(FIELD.records, batch.length).equals(records)).toBe(true);
  });

  test('holds no more than it must before there is much in it, and no chunk larger than 64 KiB for small records', () => {
    const { builder } = record(null, 'v');
    expect(builder.capacity).toBe(512);
    const capacities = new Set([0]);
    for (let i = 0; i < 20_000; i++) {
      builder.append(null, 'a value', undefined, TIME);
      capacities.add(builder.capacity);
    }
    const chunks = [...capacities].slice(1).map((capacity, i) => capacity - [...capacities][i]!);
    expect(Math.max(...chunks)).toBe(CHUNK);
    expect(chunks.slice(0, 3)).toEqual([512, expect.any(Number), expect.any(Number)]);
    expect(chunks[1]).toBeGreaterThanOrEqual(500);
  });

  test('is one piece while its first chunk lasts', () => {
    const { builder } = record(null, 'v');
    const [batch, ...others] = builder.seal(identity, 0, flags);
    expect(others).toEqual([]);
    expect(builder.join().equals(batch.subarray(FIELD.records))).toBe(true);
    expect(builder.capacity).toBe(512);
  });

  test('reaches as far in time as distances are exact', () => {
    const builder = new RecordBatchBuilder();
    builder.append(null, null, undefined, -1);
    expect(builder.reaches(Number.MAX_SAFE_INTEGER - 1)).toBe(true);
    expect(builder.reaches(Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
