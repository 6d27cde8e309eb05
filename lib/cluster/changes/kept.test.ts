import { keepsLess, keptByBrokers, keptByTopic, type Kept } from './kept';

const WEEK_MS = 604_800_000;
const DAY_MS = 86_400_000;
const deleted: Kept = {
  ms: WEEK_MS,
  bytes: Infinity,
  isCompacted: false,
  tombstonesMs: Infinity,
  olderValuesMs: Infinity,
};
const compacted: Kept = { ms: Infinity, bytes: Infinity, isCompacted: true, tombstonesMs: DAY_MS, olderValuesMs: 0 };

test.each<[unknown, Kept]>([
  [null, deleted],
  [{}, deleted],
  [{ 'log.retention.hours': 1 }, { ...deleted, ms: 3_600_000 }],
  [
    { 'log.retention.hours': 1, 'log.retention.minutes': 2 },
    { ...deleted, ms: 120_000 },
  ],
  [
    { 'log.retention.minutes': 2, 'log.retention.ms': 3 },
    { ...deleted, ms: 3 },
  ],
  [
    { 'log.retention.ms': -1, 'log.retention.minutes': 2 },
    { ...deleted, ms: Infinity },
  ],
  [{ 'log.retention.ms': 0 }, { ...deleted, ms: 0 }],
  [{ 'log.retention.bytes': '1000' }, { ...deleted, bytes: 1000 }],
  [{ 'log.cleanup.policy': 'compact' }, compacted],
  [{ 'log.cleanup.policy': 'compact', 'log.retention.ms': 1, 'log.retention.bytes': 1 }, compacted],
  [{ 'log.cleanup.policy': 'compact , delete' }, { ...compacted, ms: WEEK_MS }],
  [
    {
      'log.cleanup.policy': 'compact',
      'log.cleaner.delete.retention.ms': 5,
      'log.cleaner.min.compaction.lag.ms': 6,
    },
    { ...compacted, tombstonesMs: 5, olderValuesMs: 6 },
  ],
])('by brokers with %j topics keep %j', (properties, kept) => expect(keptByBrokers(properties)).toEqual(kept));

test.each<[Readonly<Record<string, string | number>>, Kept]>([
  [
    { 'retention.ms': '5', 'retention.bytes': 6 },
    { ...deleted, ms: 5, bytes: 6 },
  ],
  [{}, { ...deleted, ms: Infinity }],
  [
    { 'cleanup.policy': 'compact,delete', 'delete.retention.ms': 7, 'min.compaction.lag.ms': 8, 'retention.ms': 9 },
    { ms: 9, bytes: Infinity, isCompacted: true, tombstonesMs: 7, olderValuesMs: 8 },
  ],
])('a topic with %j keeps %j', (properties, kept) => expect(keptByTopic((name) => properties[name])).toEqual(kept));

test.each([
  [deleted, deleted, false],
  [deleted, { ...deleted, ms: WEEK_MS - 1 }, true],
  [deleted, { ...deleted, ms: WEEK_MS + 1 }, false],
  [deleted, { ...deleted, bytes: 1 }, true],
  [deleted, { ...deleted, isCompacted: true }, true],
  [compacted, { ...compacted, isCompacted: false }, false],
  [compacted, { ...compacted, tombstonesMs: 1 }, true],
  [{ ...compacted, olderValuesMs: 1 }, compacted, true],
])('from %j to %j something may go: %p', (before, after, less) => expect(keepsLess(before, after)).toBe(less));
