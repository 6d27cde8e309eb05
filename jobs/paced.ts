import { setTimeout as delay } from 'node:timers/promises';

/** Passes items on at most `rate` a second (undefined: at once) until `durationMs` have passed (undefined: for ever) or `signal`. */
export async function* paced<T>(
  items: AsyncIterable<T> | Iterable<T>,
  rate: number | undefined,
  durationMs: number | undefined,
  signal: AbortSignal,
): AsyncIterable<T> {
  const startedAt = performance.now();
  let passed = 0;
  for await (const item of items) {
    // A look at the clock for every item would cost more than the item.
    if (rate !== undefined || passed % 64 === 0) {
      const elapsedMs = performance.now() - startedAt;
      if (signal.aborted || elapsedMs >= (durationMs ?? Infinity)) return;
      const dueInMs = rate === undefined ? 0 : (passed / rate) * 1000 - elapsedMs;
      // Timers are good to a millisecond: below that a burst is as even as it gets.
      if (dueInMs > 1) await delay(dueInMs, undefined, { signal }).catch(() => undefined);
    }
    passed++;
    yield item;
  }
}
