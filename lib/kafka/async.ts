import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** One for which as many may wait as there are partitions: of more than ten Node.js warns, as if they had been left behind. */
export function abortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** As `setTimeout`. Beyond what a timer can wait there is no end. */
export const timer = (ms: number, then: () => void): NodeJS.Timeout | undefined =>
  ms < 2 ** 31 ? setTimeout(then, ms) : undefined;

/** Resolves after `ms`, or at once when `signal` aborts: the caller looks at it anyway. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal ? { signal } : undefined).catch(() => undefined);
}

/** What `waiting` comes to, or the reason of `signal` when that aborts first; `waiting` goes on. */
export async function unlessAborted<T>(waiting: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return waiting;
  const abort = abortOf(signal);
  return Promise.race([abort.happens, waiting]).finally(() => abort.forget());
}

/**
 * Once forgotten it holds nothing: a listener that was taken from a signal goes on referring to the next one, so that a dead one in old
 * memory would keep all that was waited for since.
 */
function abortOf(signal: AbortSignal) {
  let reject: ((reason: unknown) => void) | undefined;
  const happens = new Promise<never>((_, no) => (reject = no));
  const onAbort = () => reject?.(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const forget = () => {
    reject = undefined;
    signal.removeEventListener('abort', onAbort);
  };
  return { happens, forget };
}

/** Has `controller` abort with the first of `signals`. @returns what ends that: nothing is left on those that live longer */
export function follow(controller: AbortController, signals: readonly (AbortSignal | undefined)[]): () => void {
  const onAbort = (event: Event) => controller.abort((event.target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal?.aborted) controller.abort(signal.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  }
  return () => {
    for (const signal of signals) signal?.removeEventListener('abort', onAbort);
  };
}

/**
 * Starts the attempts one after the other, the next when the last one failed or has been silent for `staggerMs`. The first
 * success wins, so that one dead or frozen broker of several costs little.
 * @throws {AggregateError} when all failed
 */
export async function firstToAnswer<T>(attempts: readonly (() => Promise<T>)[], staggerMs: number): Promise<T> {
  const running: Promise<T>[] = [];
  for (const attempt of attempts) {
    const current = attempt();
    running.push(current);
    const silence = abortController();
    const first = await Promise.race([
      current.then(
        () => 'answered' as const,
        () => 'failed' as const,
      ),
      delay(staggerMs, silence.signal),
    ]);
    silence.abort();
    if (first === 'answered') break;
  }
  return Promise.any(running);
}
