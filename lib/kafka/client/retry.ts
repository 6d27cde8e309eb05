import { abortController, delay, follow, timer, unlessAborted } from '../async';
import { KafkaError, messageOf } from '../protocol/errors';
import { FIRST_BACKOFF_MS, GIVE_UP_MS, nextBackoff } from './timeouts';

/** For how long something is waited for. It bounds all that is asked meanwhile: no question outlasts it. */
export interface Patience {
  /** Milliseconds in all. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Ends the wait at once, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface RetryOptions extends Patience {
  /** What it is given up with when time is over; `reason` is what the last attempt failed with. */
  readonly late: (reason: string, cause: unknown) => Error;
  /** Done after each failure, before the wait, such as asking who leads. It must not fail. */
  readonly recover?: ((failure: unknown) => unknown) | undefined;
  /** @default - the usual one: 20 ms, then twice as long each time up to 250 ms */
  readonly backoffMs?: ((failure: unknown, usualMs: number) => number) | undefined;
}

/**
 * Tries until it succeeds, again after whatever is retriable: the error decides. Waits a little longer each time, and up to half
 * less by chance, so that those who failed together do not all come back together.
 * @param attempt is given a signal that aborts with the caller's, or when time is over, and what has the deadline count anew: from a
 * sign that it is worth waiting for longer
 * @throws what is not retriable, what `late` makes, or the reason of `signal`
 */
export function retry<T>(
  attempt: (signal: AbortSignal, prolong: () => void) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { late, recover, backoffMs = usual } = options;
  let failure: unknown = new Error('no answer came');
  const giveUp = () => late(messageOf(failure), failure);
  return within(options, giveUp, async (signal, prolong) => {
    for (let usualMs = FIRST_BACKOFF_MS; ; usualMs = nextBackoff(usualMs)) {
      try {
        return await unlessAborted(attempt(signal, prolong), signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!isRetriable(error)) throw error;
        failure = error;
      }
      await unlessAborted(Promise.resolve(recover?.(failure)), signal);
      await delay(jittered(backoffMs(failure, usualMs)), signal);
      signal.throwIfAborted();
    }
  });
}

const usual = (_: unknown, usualMs: number): number => usualMs;

/** Either what was waited for, or what is still missing. */
export type Finding<T> = { readonly found: T } | { readonly missing: string };

export interface PollOptions extends Patience {
  readonly everyMs: number;
  /** What it is given up with when time is over. */
  readonly late: (missing: string) => Error;
}

/**
 * Looks again and again until it finds.
 * @param look as `attempt` of `retry`
 * @throws what `look` throws, what `late` makes, or the reason of `signal`
 */
export function poll<T>(look: (signal: AbortSignal) => Promise<Finding<T>>, options: PollOptions): Promise<T> {
  let missing = 'no answer came';
  const giveUp = () => options.late(missing);
  return within(options, giveUp, async (signal) => {
    for (;;) {
      const finding = await unlessAborted(look(signal), signal);
      if ('found' in finding) return finding.found;
      missing = finding.missing;
      await delay(options.everyMs, signal);
      signal.throwIfAborted();
    }
  });
}

const isRetriable = (error: unknown): boolean => error instanceof KafkaError && error.retriable;

const jittered = (ms: number): number => ms * (0.5 + Math.random() / 2);

async function within<T>(
  { deadlineMs = GIVE_UP_MS, signal }: Patience,
  late: () => Error,
  work: (signal: AbortSignal, prolong: () => void) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const stop = abortController();
  const unfollow = follow(stop, [signal]);
  let end = timer(deadlineMs, () => stop.abort(late()));
  try {
    return await work(stop.signal, () => void end?.refresh());
  } finally {
    clearTimeout(end);
    // One that is cleared would run when it is refreshed.
    end = undefined;
    unfollow();
  }
}
