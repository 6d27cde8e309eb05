import { gzipSync } from 'node:zlib';
import { CODEC } from './compression';
import { RecordBatchBuilder } from './record-batch';
import { storedBatches } from './stored-batch';

const TIME = 1_795_614_959_521;

function batch(values: readonly (string | null)[], firstOffset: number, compression: 'none' | 'gzip' = 'none'): Buffer {
  const builder = new RecordBatchBuilder(0);
  values.forEach((value, i) =>
    builder.append(i % 2 ? null : Buffer.from(`k${i}`), value, { i: `${i}` }, TIME + i * 2 ** 30),
  );
  const compressed = compression === 'none' ? undefined : gzipSync(builder.records);
  const flags = { codec: CODEC[compression], transactional: false };
  const bytes = Buffer.concat(builder.seal({ producerId: 3n, epoch: 0 }, 0, flags, compressed));
  bytes.writeBigInt64BE(BigInt(firstOffset), 0);
  return bytes;
}

describe('stored batches', () => {
  it.each(['none', 'gzip'] as const)('are read back as they were written, compression %s', (compression) => {
    const [stored] = storedBatches(batch(['a', null, '', 'd'], 70, compression));
    expect(stored).toMatchObject({ firstOffset: 70, lastOffset: 73, producerId: 3n, isControl: false });
    const messages = stored!.messages(2);
    expect(messages.map(({ value }) => value?.toString())).toEqual(['a', undefined, '', 'd']);
    expect(messages.map(({ key }) => key?.toString())).toEqual(['k0', undefined, 'k2', undefined]);
    expect(messages.map(({ offset }) => offset)).toEqual([70, 71, 72, 73]);
    expect(messages.map(({ timestamp }) => timestamp - TIME)).toEqual([0, 2 ** 30, 2 ** 31, 3 * 2 ** 30]);
    expect(messages[3]).toMatchObject({ partition: 2, timestampType: 'create', headers: { i: Buffer.from('3') } });
  });

  it('leave out a batch that was cut off', () => {
    const bytes = Buffer.concat([batch(['a'], 0), batch(['b', 'c'], 1)]);
    for (let length = batch(['a'], 0).length; length < bytes.length; length++) {
      expect(storedBatches(bytes.subarray(0, length)).map(({ lastOffset }) => lastOffset)).toEqual([0]);
    }
    expect(storedBatches(bytes).map(({ lastOffset }) => lastOffset)).toEqual([0, 2]);
  });

  it('name the compression that cannot be read', () => {
    const bytes = batch(['a'], 0);
    bytes.writeInt16BE(CODEC.snappy, 21);
    expect(() => storedBatches(bytes)[0]!.messages(0)).toThrow(
      'messages are compressed by snappy, which this Node.js cannot read',
    );
  });
});
