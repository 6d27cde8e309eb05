import { GIVE_UP_MS } from '../client/timeouts';
import type { FetchOptions } from './options';
import type { Assigned } from './tracked';

export interface FetcherOptions extends FetchOptions {
  /** For how long nothing can be read at all until it is given up, milliseconds. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /**
   * Told each position that was found, not read up to: where a partition begins, or goes on after a reset. Nothing of the partition is
   * fetched before it has resolved.
   * @default - nobody is told
   */
  readonly onPosition?: OnPosition | undefined;
}

type OnPosition = (
  place: Pick<Assigned, 'topic' | 'partition'>,
  offset: number,
  leaderEpoch: number,
) => Promise<void> | void;

export type AllFetcherOptions = Required<Omit<FetcherOptions, 'onPosition' | 'deadlineMs'>> & {
  readonly onPosition: OnPosition;
  readonly deadlineMs: number;
};

const DEFAULTS: AllFetcherOptions = {
  isolation: 'read_committed',
  offsetReset: 'fail',
  checkCrcs: true,
  fetchMaxWaitMs: 500,
  fetchMaxBytes: 8 * 1024 * 1024,
  maxPartitionFetchBytes: 1024 * 1024,
  maxBatchBytes: 128 * 1024 * 1024,
  deadlineMs: GIVE_UP_MS,
  onPosition: () => undefined,
};

/** An option that is given as undefined is left out. */
export const withDefaults = (options: FetcherOptions): AllFetcherOptions =>
  Object.assign({}, DEFAULTS, Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)));
