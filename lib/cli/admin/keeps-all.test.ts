import { changed, topicDefaults } from './keeps-all';

test.each([
  [{ 'log.retention.hours': '168' }, '604800000'],
  [{ 'log.retention.hours': '168', 'log.retention.minutes': '5' }, '300000'],
  [{ 'log.retention.hours': '168', 'log.retention.ms': '1000' }, '1000'],
  [{ 'log.retention.hours': '168', 'log.retention.ms': '-1', 'log.cleanup.policy': 'compact' }, '-1'],
])('topics that say nothing are kept by a broker with %j for %s ms', (broker, ms) => {
  expect(topicDefaults(broker as Record<string, string>)['retention.ms']).toBe(ms);
});

test('a property that is taken away has its default, and one whose default is not known leaves it open', () => {
  const now = { 'retention.ms': '1', 'retention.bytes': '2', 'segment.ms': '3' };
  const defaults = { 'retention.ms': '10' };
  expect(changed(now, { 'segment.ms': '4' }, ['retention.ms', 'min.insync.replicas'], defaults)).toEqual({
    'retention.ms': '10',
    'retention.bytes': '2',
    'segment.ms': '4',
  });
  expect(changed(now, {}, ['retention.bytes'], defaults)).toBeUndefined();
});

test('what compaction removes is kept by topics that say nothing as the broker says', () => {
  const broker = { 'log.cleaner.delete.retention.ms': '5', 'log.cleaner.min.compaction.lag.ms': '6' };
  expect(topicDefaults(broker)).toMatchObject({ 'delete.retention.ms': '5', 'min.compaction.lag.ms': '6' });
});
