import type { Patience } from '../client/retry';
import { requireOptions } from '../client/require-options';

/** What every call to the cluster's administration takes. */
export interface AdminOptions {
  /** How long to go on while brokers do not answer or have not made a change yet, milliseconds in all. @default 30000 */
  readonly deadlineMs?: number | undefined;
  /** Ends the waiting, with its reason. A change that was asked for already may be made all the same. */
  readonly signal?: AbortSignal | undefined;
}

const DEADLINE_MS = 30_000;

/** From now on: however many steps a call takes, each has what the ones before have left. */
export function startPatience({ deadlineMs = DEADLINE_MS, signal }: AdminOptions): Patience {
  requireOptions({ deadlineMs });
  const end = performance.now() + deadlineMs;
  return {
    get deadlineMs() {
      return Math.max(0, end - performance.now());
    },
    signal,
  };
}
