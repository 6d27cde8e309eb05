import createRecord from 'kafkajs/src/protocol/recordBatch/record/v0';
import { RecordBatch } from 'kafkajs/src/protocol/recordBatch/v0';
import type { Headers } from '../../message';
import { crc32c } from './crc32c';
import { FIELD, RecordBatchBuilder } from './record-batch';

interface Record {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers?: Headers;
  readonly timestamp: number;
}

const identity = { producerId: 4_000_000_001n, epoch: 7 };
const flags = { codec: 0, transactional: false };

function ours(records: readonly Record[]): Buffer {
  const builder = new RecordBatchBuilder(0);
  for (const { key, value, headers, timestamp } of records) {
    builder.append(key === null ? null : Buffer.from(key), value, headers, timestamp);
  }
  return builder.seal(identity, 42, flags)[0];
}

async function kafkaJs(records: readonly Record[]): Promise<Buffer> {
  const firstTimestamp = records[0]!.timestamp;
  const batch = await RecordBatch({
    firstTimestamp,
    maxTimestamp: Math.max(...records.map(({ timestamp }) => timestamp)),
    producerId: String(identity.producerId),
    producerEpoch: identity.epoch,
    firstSequence: 42,
    lastOffsetDelta: records.length - 1,
    records: records.map(({ timestamp, ...record }, offsetDelta) =>
      createRecord({ ...record, offsetDelta, timestampDelta: timestamp - firstTimestamp }),
    ),
  });
  return batch.buffer;
}

const TIME = 1_795_614_959_521;

describe('a record batch', () => {
  it.each<[string, Record[]]>([
    ['one plain record', [{ key: 'k', value: 'v', timestamp: TIME }]],
    ['no key, no value', [{ key: null, value: null, timestamp: TIME }]],
    ['empty key and value', [{ key: '', value: '', timestamp: TIME }]],
    ['text beyond ASCII', [{ key: 'clé', value: 'värde 値 😀', timestamp: TIME }]],
    [
      'times that go back and far ahead',
      [0, -5, 2 ** 33, 3].map((d) => ({ key: 'k', value: `${d}`, timestamp: TIME + d })),
    ],
    [
      'headers',
      [{ key: 'k', value: 'v', timestamp: TIME, headers: { a: '1', b: ['2', 'trés'], c: Buffer.from([0, 255]) } }],
    ],
    ['a large value', [{ key: 'k', value: 'x'.repeat(100_000), timestamp: TIME }]],
    ['many', Array.from({ length: 300 }, (_, i) => ({ key: `${i % 7}`, value: `value ${i}`, timestamp: TIME + i }))],
  ])('has the bytes of kafkajs: %s', async (_, records) => {
    const [mine, theirs] = [ours(records), await kafkaJs(records)];
    // Java's clients leave the leader epoch at -1, kafkajs at 0; it is not in the checksum.
    theirs.writeInt32BE(-1, FIELD.leaderEpoch);
    expect(mine.equals(theirs)).toBe(true);
  });

  it('can be sealed anew for another producer', () => {
    const builder = new RecordBatchBuilder(0);
    builder.append(null, 'v', undefined, TIME);
    const first = Buffer.from(builder.seal(identity, 0, flags)[0]);
    const second = builder.seal({ producerId: 5n, epoch: 0 }, 9, { codec: 0, transactional: true })[0];
    expect(second.readBigInt64BE(FIELD.producerId)).toBe(5n);
    expect(second.readInt32BE(FIELD.firstSequence)).toBe(9);
    expect(second.readInt16BE(FIELD.attributes)).toBe(0x10);
    expect(second.readUInt32BE(FIELD.crc)).toBe(crc32c(second, FIELD.attributes));
    expect(builder.seal(identity, 0, flags)[0]).toEqual(first);
  });
});
