import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Asks `condition` again and again until it holds; false when the deadline passes first.
 * @throws the reason of `signal` when it aborts
 */
export async function until(
  condition: () => Promise<boolean>,
  { deadlineMs, signal }: { readonly deadlineMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    signal.throwIfAborted();
    await delay(POLL_MS);
  }
  return true;
}
