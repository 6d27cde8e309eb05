import { rejection } from '../../../../test/support/rejection';
import { CODEC, compress, type Compression } from './compression';
import { RecordBatchBuilder } from './record-batch';
import { storedBatches } from './stored-batch';

const PLACE = { topic: 't', partition: 2, offset: 0 };
const TIME = 1_795_614_959_521;

async function batch(
  values: readonly (string | null)[],
  firstOffset: number,
  compression: Compression = 'none',
): Promise<Buffer> {
  const builder = new RecordBatchBuilder();
  values.forEach((value, i) =>
    builder.append(i % 2 ? null : Buffer.from(`k${i}`), value, { i: `${i}` }, TIME + i * 2 ** 30),
  );
  const compressed = compression === 'none' ? undefined : await compress(compression, () => builder.join());
  const flags = { codec: CODEC[compression], transactional: false };
  const bytes = Buffer.concat(builder.seal({ producerId: 3n, epoch: 0 }, 0, flags, compressed));
  bytes.writeBigInt64BE(BigInt(firstOffset), 0);
  return bytes;
}

describe('stored batches', () => {
  test.each(['none', 'gzip', 'snappy', 'lz4'] as const)(
    'are read back as they were written, compression %s',
    async (compression) => {
      const [stored] = storedBatches(await batch(['a', null, '', 'd'], 70, compression), PLACE);
      expect(stored).toMatchObject({ firstOffset: 70, lastOffset: 73, producerId: 3n, isControl: false });
      const messages = await stored!.decode(2);
      expect(messages.map(({ value }) => value?.toString())).toEqual(['a', undefined, '', 'd']);
      expect(messages.map(({ key }) => key?.toString())).toEqual(['k0', undefined, 'k2', undefined]);
      expect(messages.map(({ offset }) => offset)).toEqual([70, 71, 72, 73]);
      expect(messages.map(({ timestamp }) => timestamp - TIME)).toEqual([0, 2 ** 30, 2 ** 31, 3 * 2 ** 30]);
      expect(messages[3]).toMatchObject({ partition: 2, timestampType: 'create', headers: [['i', Buffer.from('3')]] });
    },
  );

  test('leave out a batch that was cut off', async () => {
    const first = await batch(['a'], 0);
    const bytes = Buffer.concat([first, await batch(['b', 'c'], 1)]);
    for (let length = first.length; length < bytes.length; length++) {
      expect(storedBatches(bytes.subarray(0, length), PLACE).map(({ lastOffset }) => lastOffset)).toEqual([0]);
    }
    expect(storedBatches(bytes, PLACE).map(({ lastOffset }) => lastOffset)).toEqual([0, 2]);
  });

  test('are known to be damaged, whichever of the bytes that a producer sent is', async () => {
    const whole = await batch(['a', 'b'], 0);
    const AFTER_CRC = 21;
    const damaged = (at: number) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x10;
      return () => storedBatches(bytes, PLACE)[0]!.check(PLACE);
    };
    storedBatches(whole, PLACE)[0]!.check(PLACE);
    for (let at = AFTER_CRC; at < whole.length; at++) {
      expect(damaged(at)).toThrow(/^t\/2, offset 0: a batch (up to offset \d+ is damaged|has the offsets)/);
    }
  });

  test.each([
    ['no batch can be so short', 8, 10, /a batch of 10 bytes is announced/],
    ['offsets do not go back', 23, -5, /a batch has the offsets 0 to -5/],
  ])('are refused where %s', async (_, at, value, message) => {
    const bytes = await batch(['a'], 0);
    bytes.writeInt32BE(value, at);
    expect(() => storedBatches(bytes, PLACE)).toThrow(message);
  });

  test('are refused where their records do not fill them, however many there are said to be', async () => {
    const COUNT = 57;
    for (const count of [1, 3, 2 ** 31 - 1]) {
      const bytes = await batch(['a', 'b'], 0);
      bytes.writeInt32BE(count, COUNT);
      const [stored] = storedBatches(bytes, PLACE);
      expect((await rejection(stored!.decode(0))).message).toMatch(/record|bytes follow/);
    }
  });

  test('tell what Kafka has noted of them', async () => {
    const ATTRIBUTES = 21;
    const bytes = await batch(['a', 'b'], 7);
    bytes.writeInt32BE(5, 12);
    const withAttributes = (attributes: number) => {
      bytes.writeInt16BE(attributes, ATTRIBUTES);
      return storedBatches(bytes, PLACE)[0]!;
    };
    const facts = { count: 2, leaderEpoch: 5, maxTimestamp: TIME + 2 ** 30 };
    expect(withAttributes(0)).toMatchObject({ ...facts, isTransactional: false, isControl: false });
    expect(withAttributes(0x10)).toMatchObject({ ...facts, isTransactional: true, isControl: false });
    expect(withAttributes(0x20)).toMatchObject({ ...facts, isTransactional: false, isControl: true });
    // Appended: the time is that of the log, and each record has it.
    expect(withAttributes(0x08).messages(1)).toMatchObject(
      [0, 1].map(() => ({ timestamp: TIME + 2 ** 30, timestampType: 'append' })),
    );
    expect(withAttributes(0).messages(1)).toMatchObject([
      { timestamp: TIME, timestampType: 'create' },
      { timestamp: TIME + 2 ** 30, timestampType: 'create' },
    ]);
  });

  test('have headers as they were given, of which one may have no value', () => {
    const builder = new RecordBatchBuilder();
    const headers = [
      ['a', '1'],
      ['b', null],
      ['a', 'x'.repeat(100)],
    ] as const;
    builder.append(null, 'v', headers, TIME);
    builder.append(null, 'w', undefined, TIME);
    const bytes = Buffer.concat(builder.seal({ producerId: 3n, epoch: 0 }, 0, { codec: 0, transactional: false }));
    const [first, second] = storedBatches(bytes, PLACE)[0]!.messages(0);
    expect(first!.headers.map(([name, value]) => [name, value?.toString() ?? null])).toEqual(headers);
    expect(second).toMatchObject({ headers: [], value: Buffer.from('w') });
    expect(Object.isFrozen(second!.headers)).toBe(true);
  });

  test('have records as far apart in time as Kafka stores, before the first one too', () => {
    const distances = [0, -1, 63, -64, 64, 2 ** 20, -(2 ** 27), 2 ** 27, 2 ** 31, -(2 ** 33), 2 ** 40, -TIME];
    const builder = new RecordBatchBuilder();
    for (const distance of distances) builder.append(null, null, undefined, TIME + distance);
    const bytes = Buffer.concat(builder.seal({ producerId: 3n, epoch: 0 }, 0, { codec: 0, transactional: false }));
    const messages = storedBatches(bytes, PLACE)[0]!.messages(0);
    expect(messages.map(({ timestamp }) => timestamp - TIME)).toEqual(distances);
  });

  test('have as many records as there are, with values as long as they are', () => {
    const builder = new RecordBatchBuilder();
    const lengths = Array.from({ length: 200 }, (_, i) => i * i);
    for (const length of lengths) builder.append(null, 'v'.repeat(length), undefined, TIME);
    const bytes = Buffer.concat(builder.seal({ producerId: 3n, epoch: 0 }, 0, { codec: 0, transactional: false }));
    const messages = storedBatches(bytes, PLACE)[0]!.messages(4);
    expect(messages.map(({ value }) => value!.length)).toEqual(lengths);
    expect(messages.map(({ offset, partition }) => [offset, partition])).toEqual(lengths.map((_, i) => [i, 4]));
  });

  test('say which checksum they have, and which they should', async () => {
    const bytes = await batch(['a', 'b'], 7);
    bytes.writeUInt32BE(0xab, 17);
    const error = () => storedBatches(bytes, PLACE)[0]!.check(PLACE);
    expect(error).toThrow(
      /^t\/2, offset 7: a batch up to offset 8 is damaged: its checksum is 0x000000ab, and that of its bytes 0x[\da-f]{8}$/,
    );
    expect(error).toThrow(expect.objectContaining({ code: 'UNREADABLE_BATCH', topic: 't', partition: 2 }) as Error);
  });

  test('of the formats before Kafka 0.11 are not supported', async () => {
    const bytes = await batch(['a'], 0);
    bytes[16] = 1;
    expect(() => storedBatches(bytes, PLACE)).toThrow('message format 1 is older than Kafka 0.11 and not supported');
  });

  test('follow each other without going back', async () => {
    const [first, second] = [await batch(['a', 'b'], 10), await batch(['c'], 12)];
    expect(storedBatches(Buffer.concat([first, second]), PLACE)).toHaveLength(2);
    second.writeBigInt64BE(11n, 0);
    expect(() => storedBatches(Buffer.concat([first, second]), PLACE)).toThrow(
      't/2, offset 0: a batch has the offsets 11 to 11, behind one up to 11',
    );
  });

  test('may be without records, when compaction has taken them all', () => {
    const empty = Buffer.alloc(61);
    empty.writeInt32BE(61 - 12, 8);
    empty[16] = 2;
    const [stored, ...others] = storedBatches(empty, PLACE);
    expect(others).toEqual([]);
    expect(stored!.messages(0)).toEqual([]);
    empty.writeInt32BE(61 - 12 - 1, 8);
    expect(() => storedBatches(empty, PLACE)).toThrow('a batch of 48 bytes is announced, which none is');
  });

  test('say that they cannot be read', async () => {
    const bytes = await batch(['a'], 0);
    const withCodec = async (codec: number) => {
      bytes.writeInt16BE(codec, 21);
      return rejection(storedBatches(bytes, PLACE)[0]!.decode(0));
    };
    expect(await withCodec(5)).toMatchObject({ code: 'UNREADABLE_BATCH' });
    expect((await withCodec(5)).message).toBe(
      'messages are compressed by codec number 5, which Kafka 3.9 does not have',
    );
    expect((await withCodec(CODEC.lz4)).message).toMatch(
      /^\d+ bytes of compressed messages could not be read within \d+: this is no LZ4 frame$/,
    );
  });
});
