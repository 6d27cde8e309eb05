import { KafkaError } from '../../kafka';
import { DeliveryStats } from './delivery-stats';

test('outcomes, offsets and the first error are counted', () => {
  const stats = new DeliveryStats();
  const now = performance.now();
  stats.count({ outcome: 'acked', partition: 0, offset: 5 }, now);
  stats.count({ outcome: 'acked', partition: 0, offset: 3 }, now - 10);
  stats.count({ outcome: 'failed', error: new KafkaError('NOT_STORED', 'too large') }, now);
  stats.count({ outcome: 'unknown', partition: 1, error: new KafkaError('UNKNOWN_OUTCOME', 'no answer') }, now);
  expect(stats.summary()).toMatchObject({
    acked: 2,
    failed: 1,
    unknown: 1,
    offsets: { 0: { first: 3, last: 5 } },
    firstError: 'too large',
  });
  expect(stats.total).toBe(4);
  expect(stats.isComplete).toBe(false);
  expect(stats.sentence()).toMatch(
    /^2 acked, 1 failed, 1 unknown in \d+\.\d s; p99 \d+(\.\d+)? ms, .*; first error: too large$/,
  );
});

test('percentiles are those of the latencies, to half a millisecond', () => {
  const stats = new DeliveryStats();
  for (let latency = 1; latency <= 100; latency++) {
    stats.count({ outcome: 'acked', partition: 0, offset: latency }, performance.now() - latency);
  }
  expect(Math.abs(stats.latencyMs(0.5) - 50)).toBeLessThanOrEqual(2);
  expect(Math.abs(stats.latencyMs(0.99) - 99)).toBeLessThanOrEqual(2);
  expect(stats.isComplete).toBe(true);
});

test('nothing at all is complete', () => expect(new DeliveryStats()).toMatchObject({ total: 0, isComplete: true }));
