import type { Client } from '../client/client';
import { Watchdog } from './watchdog';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each([
  ['one message after the other, each acknowledged at once', 1000, 5],
  ['messages of which always some are under way', 1000, 1000],
])('the metadata is asked for every half minute by who sends %s: topics get partitions', (_, everyMs, takesMs) => {
  const refresh = jest.fn(() => Promise.resolve());
  const watchdog = new Watchdog({ refresh } as unknown as Client, () => []);
  for (let ms = 0; ms < 120_000; ms += everyMs) {
    watchdog.start();
    jest.advanceTimersByTime(takesMs);
    if (takesMs < everyMs) watchdog.stop();
    jest.advanceTimersByTime(everyMs - takesMs);
  }
  watchdog.stop();
  expect([3, 4]).toContain(refresh.mock.calls.length);
});
