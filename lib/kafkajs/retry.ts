import type { RetryOptions } from 'kafkajs';

/** As kafkajs documents them. */
const DEFAULTS = { initialRetryTime: 300, multiplier: 2, maxRetryTime: 30_000, retries: 5 };

/** The pause before each try of kafkajs after the first one, milliseconds, without chance. */
export function pauseBefore(attempt: number, retry: RetryOptions = {}): number {
  const { initialRetryTime, multiplier, maxRetryTime } = { ...DEFAULTS, ...retry };
  return Math.min(initialRetryTime * multiplier ** attempt, maxRetryTime);
}

export const retriesOf = (retry: RetryOptions = {}): number => retry.retries ?? DEFAULTS.retries;

/**
 * How long the tries that were asked for take, were each one answered only after `requestTimeoutMs`: retries are time here, not counts.
 * @returns undefined where nobody said how many: then the engine's own deadline counts, which outlasts the death of a broker
 */
export function deadlineOf(retry: RetryOptions | undefined, requestTimeoutMs = 30_000): number | undefined {
  const { retries } = retry ?? {};
  if (retries === undefined) return undefined;
  const { maxRetryTime } = { ...DEFAULTS, ...retry };
  let pauses = 0;
  for (let attempt = 0; attempt < retries; attempt++) {
    const pause = pauseBefore(attempt, retry);
    pauses += pause;
    // From here on each one is as long.
    if (pause >= maxRetryTime) return requestTimeoutMs + pauses + (retries - attempt - 1) * pause;
  }
  return requestTimeoutMs + pauses;
}
