import type { LogEntry } from '../log';
import { Failing } from './failing';

describe('a partition that cannot be read', () => {
  const logged: LogEntry[] = [];
  const log = (entry: LogEntry) => void logged.push(entry);
  const failing = () => new Failing({ topic: 't', partition: 3 });
  beforeEach(() => void logged.splice(0));

  test('is tried again after a little longer each time, and soon once it was read', () => {
    const partition = failing();
    const failed = () => partition.failed(0, 'no', false, log);
    const waits = Array.from({ length: 6 }, failed);
    expect(waits).toEqual([20, 40, 80, 160, 250, 250]);
    partition.ended(log);
    expect(failed()).toBe(20);
  });

  test('is told once, when it takes longer than an election, and once when it is read again', () => {
    const partition = failing();
    for (const now of [0, 900, 1100, 5000]) partition.failed(now, 'it has no leader', false, log);
    partition.ended(log);
    partition.failed(6000, 'no', false, log);
    partition.ended(log);
    const place = { topic: 't', partition: 3 };
    expect(logged).toEqual([
      { level: 'warn', message: 'a partition cannot be read, and is waited for', ...place, reason: 'it has no leader' },
      { level: 'info', message: 'a partition is read again', ...place },
    ]);
  });

  test('has no topic when that is said for five seconds, not once after an outage', () => {
    const partition = failing();
    partition.failed(0, 'no', false, log);
    partition.failed(20_000, 'no', true, log);
    partition.failed(24_000, 'no', false, log);
    partition.failed(26_000, 'no', true, log);
    expect(partition.isGone(31_000)).toBe(false);
    expect(partition.isGone(31_001)).toBe(true);
    partition.ended(log);
    expect(partition.isGone(99_000)).toBe(false);
  });
});
