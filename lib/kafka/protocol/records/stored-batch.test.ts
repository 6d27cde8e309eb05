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
  it.each(['none', 'gzip', 'snappy', 'lz4'] as const)(
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

  it('leave out a batch that was cut off', async () => {
    const first = await batch(['a'], 0);
    const bytes = Buffer.concat([first, await batch(['b', 'c'], 1)]);
    for (let length = first.length; length < bytes.length; length++) {
      expect(storedBatches(bytes.subarray(0, length), PLACE).map(({ lastOffset }) => lastOffset)).toEqual([0]);
    }
    expect(storedBatches(bytes, PLACE).map(({ lastOffset }) => lastOffset)).toEqual([0, 2]);
  });

  it('are known to be damaged, whichever of the bytes that a producer sent is', async () => {
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

  it.each([
    ['no batch can be so short', 8, 10, /a batch of 10 bytes is announced/],
    ['offsets do not go back', 23, -5, /a batch has the offsets 0 to -5/],
  ])('are refused where %s', async (_, at, value, message) => {
    const bytes = await batch(['a'], 0);
    bytes.writeInt32BE(value, at);
    expect(() => storedBatches(bytes, PLACE)).toThrow(message);
  });

  it('are refused where their records do not fill them, however many there are said to be', async () => {
    const COUNT = 57;
    for (const count of [1, 3, 2 ** 31 - 1]) {
      const bytes = await batch(['a', 'b'], 0);
      bytes.writeInt32BE(count, COUNT);
      const [stored] = storedBatches(bytes, PLACE);
      expect((await rejection(stored!.decode(0))).message).toMatch(/record|bytes follow/);
    }
  });

  it('say that they cannot be read', async () => {
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
