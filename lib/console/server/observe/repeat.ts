import { setTimeout as delay } from 'node:timers/promises';

/** Of a core's time: what takes longer, in a cluster of thousands of topics, is done less often. */
const MAX_SHARE = 0.005;

/**
 * Does `work` again and again, `everyMs` from start to start or later where it takes much of the processor, and never twice at once,
 * until `signal` aborts. What it throws is told.
 */
export async function repeat(
  everyMs: number,
  work: () => Promise<void>,
  { signal, onError }: { readonly signal: AbortSignal; readonly onError: (error: unknown) => void },
): Promise<void> {
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    try {
      await work();
    } catch (error) {
      if (!isStopped()) onError(error);
    }
    const { user, system } = process.cpuUsage(before);
    const periodMs = Math.max(everyMs, (user + system) / 1000 / MAX_SHARE);
    const left = Math.max(everyMs / 10, startedAt + periodMs - performance.now());
    await delay(left, undefined, { signal }).catch(() => undefined);
  }
}
