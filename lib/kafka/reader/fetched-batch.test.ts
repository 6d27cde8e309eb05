import { RecordBatchBuilder } from '../protocol/records/record-batch';
import { CODEC } from '../protocol/records/compression';
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

const fetched = (offset: number, end: number) => {
  const tracked = new Tracked({ topic: 't', partition: 0, from: 'beginning', until: 'never' });
  tracked.offset = offset;
  const answer = { topic: 't', partition: 0, error: undefined, highWatermark: end, lastStableOffset: end, aborted: [] };
  return fetchedBatch({ ...answer, records: records(['a', 'b', 'c']) }, 1, tracked, OPTIONS);
};

describe('what a leader answers', () => {
  test('is read though it goes beyond the end that is told with it: that was noted before', async () => {
    const batch = fetched(1, 2)!;
    expect(batch.nextOffset).toBe(3);
    const { messages, endOffset } = await batch.decode();
    expect(messages.map(({ value }) => String(value))).toEqual(['b', 'c']);
    expect(endOffset).toBe(3);
  });

  test('is refused when all of it is before what was asked for', () => {
    expect(() => fetched(3, 3)).toThrow('t/0, offset 3: only batches up to offset 2 came');
  });
});
