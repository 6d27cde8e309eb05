import { diffText } from './diff-text';

test('each property that differs has a row, and what is refused is told once', () => {
  const text = diffText({
    differences: [
      { field: 'brokers', there: 3, described: 5, does: 'at once, by up' },
      { field: 'config', there: { a: '1', same: 'x' }, described: { b: '2', same: 'x' }, does: 'later' },
      { field: 'topics.orders', there: null, described: '6 × 3', does: 'at once' },
      { field: 'topics.test.partitions', there: 6, described: 3, does: 'refused: Kafka removes none' },
    ],
    refusals: ['Kafka removes none'],
    notes: ['broker-1 runs with older properties'],
  });
  expect(text.replaceAll(/ {2,}/g, ' | ')).toBe(
    [
      'FIELD | THERE | DESCRIBED | WHAT UP DOES',
      'brokers | 3 | 5 | at once, by up',
      'config.a | 1 | - | later',
      'config.b | - | 2',
      'topics.orders | - | 6 × 3 | at once',
      'topics.test.partitions | 6 | 3 | refused',
      'refused: Kafka removes none',
      'broker-1 runs with older properties',
    ].join('\n'),
  );
  expect(diffText({ differences: [], refusals: [], notes: [] })).toBe('');
});
