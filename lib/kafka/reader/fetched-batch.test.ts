import { RecordBatchBuilder } from '../protocol/records/record-batch';
import { CODEC } from '../protocol/records/compression';
import { rejection } from '../../../test/support/rejection';
import { fetchedBatch } from './fetched-batch';
import { Tracked } from './tracked';

const OPTIONS = { isolation: 'read_committed', checkCrcs: true, maxBatchBytes: 1000, onUnreadable: 'fail' } as const;

function records(values: readonly string[]): Buffer {
  const builder = new RecordBatchBuilder();
  for (const value of values) builder.append(null, value, undefined, 0);
  return Buffer.concat(
    builder.seal({ producerId: 1n, epoch: 0 }, 0, { codec: CODEC.none, transactional: false }, undefined),
  );
}

function at(offset: number, batch: Buffer): Buffer {
  batch.writeBigInt64BE(BigInt(offset), 0);
  return batch;
}

const fetched = (offset: number, end: number, bytes = records(['a', 'b', 'c'])) => {
  const tracked = new Tracked({ topic: 't', partition: 0, from: 'beginning', until: 'never' });
  tracked.offset = offset;
  const answer = { topic: 't', partition: 0, error: undefined, highWatermark: end, lastStableOffset: end, aborted: [] };
  return fetchedBatch({ ...answer, records: bytes }, 1, tracked, OPTIONS);
};

describe('what a leader answers', () => {
  test('is read though it goes beyond the end that is told with it: that was noted before', async () => {
    const batch = fetched(1, 2)!;
    expect(batch.nextOffset).toBe(3);
    const { messages, endOffset } = (await batch.decode()).batch;
    expect(messages.map(({ value }) => String(value))).toEqual(['b', 'c']);
    expect(endOffset).toBe(3);
  });

  test('is refused when all of it is before what was asked for', () => {
    expect(() => fetched(3, 3)).toThrow('t/0, offset 3: only batches up to offset 2 came');
  });

  test('is handed out up to a batch that is damaged, which is told behind it, and at once when it is the first', async () => {
    const bytes = Buffer.concat(['a', 'b', 'c'].map((value, offset) => at(offset, records([value]))));
    bytes[bytes.indexOf('b')]! ^= 1;
    const { batch, failure } = await fetched(0, 3, bytes)!.decode();
    expect(batch).toMatchObject({ messages: [{ value: Buffer.from('a') }], nextOffset: 1, endOffset: 3 });
    expect(failure).toMatchObject({ code: 'UNREADABLE_BATCH', offset: 1, nextOffset: 2 });
    const rest = bytes.subarray(bytes.length / 3);
    expect(await rejection(fetched(1, 3, rest)!.decode())).toMatchObject({ code: 'UNREADABLE_BATCH', offset: 1 });
  });
});
