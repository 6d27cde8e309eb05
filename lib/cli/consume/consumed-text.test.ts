import { consumedText, endOf } from './consumed-text';

const run = { count: undefined, ended: undefined, idleMs: 10_000, durationMs: 10_120 };

test.each([
  [{ messages: 1000, ended: 'caught-up' } as const, '1,000 messages, caught up, 10.1 s'],
  [{ messages: 30, count: 30, ended: 'count' } as const, '30 messages, 10.1 s'],
  [{ messages: 30, count: 50, ended: 'idle' } as const, '30 of 50 messages, then none for 10 s (--idle), 10.1 s'],
  [{ messages: 30, count: 50, ended: 'caught-up' } as const, '30 of 50 messages, caught up, 10.1 s'],
  [{ messages: 30, ended: 'end-of-range' } as const, '30 messages, 10.1 s'],
  [
    { messages: 30, count: 50, ended: 'end-of-range' } as const,
    '30 of 50 messages, no more up to there (--offset), 10.1 s',
  ],
  [{ messages: 30, count: 50 }, '30 of 50 messages, 10.1 s'],
  [{ messages: 30 }, '30 messages, 10.1 s'],
  [{ messages: 1 }, '1 message, 10.1 s'],
  [{ messages: 1, count: 2 }, '1 of 2 messages, 10.1 s'],
  [{ messages: 0, count: 1 }, '0 of 1 message, 10.1 s'],
])('%j reads "%s"', (given, text) => expect(consumedText({ ...run, ...given })).toBe(text));

test('what was asked for is reached before anything else ends a run', () => {
  expect(endOf(50, { count: 50, until: 'never', isIdle: false })).toBe('count');
  expect(endOf(30, { count: 50, until: 'never', isIdle: true })).toBe('idle');
  expect(endOf(30, { count: undefined, until: 'caught-up', isIdle: false })).toBe('caught-up');
  expect(endOf(30, { count: 50, until: 'never', isIdle: false })).toBe('end-of-range');
});
