import { deadlineOf } from './retry';

test.each([
  ['nothing said of how many', {}, undefined],
  ['none', { retries: 0 }, 1000],
  ['five by default pauses', { retries: 5 }, 1000 + 300 + 600 + 1200 + 2400 + 4800],
  ['pauses that have a bound', { retries: 4, initialRetryTime: 100, maxRetryTime: 250 }, 1000 + 100 + 200 + 250 + 250],
  ['for ever', { retries: Infinity }, Infinity],
])('retries become the time that they stand for: %s', (_, retry, expected) => {
  expect(deadlineOf(retry, 1000)).toBe(expected);
});
