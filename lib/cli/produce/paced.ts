import { setTimeout as delay } from 'node:timers/promises';

/** Passes items on at most `rate` a second (undefined: at once) until `durationMs` have passed (undefined: for ever) or `signal`. */
export async function* paced<T>(
  items: AsyncIterable<T> | Iterable<T>,
  rate: number | undefined,
  durationMs: number | undefined,
  signal: AbortSignal,
): AsyncIterable<T> {
  const startedAt = performance.now();
  const endMs = durationMs ?? Infinity;
  let passed = 0;
  for await (const item of items) {
    // A look at the clock for every item would cost more than the item.
    if (rate !== undefined || passed % 64 === 0) {
      const dueMs = rate === undefined ? 0 : (passed / rate) * 1000;
      const waitMs = Math.min(dueMs, endMs) - (performance.now() - startedAt);
      // Timers are good to a millisecond: below that a burst is as even as it gets.
      if (waitMs > 1) await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || dueMs >= endMs || performance.now() - startedAt >= endMs) return;
    }
    passed++;
    yield item;
  }
}
