import { parseOffset } from './offsets';

test.each([
  ['start', { from: 'beginning' }],
  ['beginning', { from: 'beginning' }],
  ['end', { from: 'end', until: 'never' }],
  ['12', { from: { offset: 12 } }],
  ['+3', { from: { skip: 3 } }],
  ['-1', { from: { last: 1 } }],
  ['10:20', { from: { offset: 10 }, before: 20 }],
  [':20', { from: 'beginning', before: 20 }],
  ['10:end', { from: { offset: 10 }, until: 'caught-up' }],
  [':end', { from: 'beginning', until: 'caught-up' }],
  ['@1795406400000', { from: { timestamp: 1795406400000 } }],
  ['@1969-12-31T23:59:59.999Z', { from: { timestamp: 0 } }],
  ['@-100000d', { from: { timestamp: 0 } }],
  ['@2026-11-25T12:00:00Z', { from: { timestamp: Date.UTC(2026, 10, 25, 12) } }],
])('%s is read as %j', (given, expected) => expect(parseOffset(given)).toEqual(expected));

test('@-1h is an hour ago', () => {
  const { from } = parseOffset('@-1h');
  expect(from).toEqual({ timestamp: expect.any(Number) as number });
  const { timestamp } = from as { timestamp: number };
  expect(Math.abs(Date.now() - 3_600_000 - timestamp)).toBeLessThan(5000);
});

test.each(['', 'banana', '1.5', '20:10:5', '--3', ':'])('"%s" is refused', (given) => {
  expect(() => parseOffset(given)).toThrow('must be start, end, N, +N, -N, N:M, :M, :end or @TIME');
});

test.each(['@', '@yesterday', '@-1y'])('the time "%s" is refused', (given) =>
  expect(() => parseOffset(given)).toThrow(/a time after @/),
);

test.each(['20:10', '5:5', ':0'])('the empty range "%s" is refused', (given) =>
  expect(() => parseOffset(given)).toThrow('must be N:M with N less than M'),
);
