import { KafkaError } from '../../kafka';
import { Tally } from './tally';

test('outcomes, offsets and the first error are counted', () => {
  const tally = new Tally();
  const now = performance.now();
  tally.count({ outcome: 'acked', partition: 0, offset: 5 }, now);
  tally.count({ outcome: 'acked', partition: 0, offset: 3 }, now - 10);
  tally.count({ outcome: 'failed', error: new KafkaError('NOT_STORED', 'too large') }, now);
  tally.count({ outcome: 'unknown', partition: 1, error: new KafkaError('UNKNOWN_OUTCOME', 'no answer') }, now);
  expect(tally.summary()).toMatchObject({
    acked: 2,
    failed: 1,
    unknown: 1,
    offsets: { 0: { first: 3, last: 5 } },
    firstError: 'too large',
  });
  expect(tally.total).toBe(4);
  expect(tally.isComplete).toBe(false);
  expect(tally.sentence()).toMatch(
    /^2 acked, 1 failed, 1 unknown in \d+\.\d s; p99 \d+(\.\d+)? ms, .*; first error: too large$/,
  );
});

test('percentiles are those of the latencies, to half a millisecond', () => {
  const tally = new Tally();
  for (let latency = 1; latency <= 100; latency++) {
    tally.count({ outcome: 'acked', partition: 0, offset: latency }, performance.now() - latency);
  }
  expect(Math.abs(tally.latencyMs(0.5) - 50)).toBeLessThanOrEqual(2);
  expect(Math.abs(tally.latencyMs(0.99) - 99)).toBeLessThanOrEqual(2);
  expect(tally.isComplete).toBe(true);
});

test('nothing at all is complete', () => expect(new Tally()).toMatchObject({ total: 0, isComplete: true }));
