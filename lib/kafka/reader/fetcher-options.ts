import { GIVE_UP_MS } from '../client/timeouts';
import type { MemberHooks, Tell } from '../hooks';
import type { FetchOptions } from './options';
import type { Assigned, Place } from './tracked';

export interface FetcherOptions extends FetchOptions {
  /** For how long nothing can be read at all until it is given up, milliseconds. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Whether others decide what is to be read: that a topic is gone is no error then. @default false */
  readonly isMember?: boolean;
  /** Whether a batch of this partition is wanted now. `Fetcher.wake` has it asked again. @default - always */
  readonly isFree?: ((place: Place) => boolean) | undefined;
  /**
   * Told the positions that were found, not read up to: where partitions begin, or go on after a reset, once all before is handed
   * out. Nothing of them is fetched before it has resolved.
   * @default - nobody is told
   */
  readonly onPositions?: OnPositions | undefined;
  /** Told when brokers are asked, and when they have answered. @default - nobody is told */
  readonly tell?: Tell<Pick<MemberHooks, 'fetching' | 'fetched'>> | undefined;
}

type OnPositions = (found: readonly FoundPosition[]) => Promise<void> | void;

export interface FoundPosition extends Pick<Assigned, 'topic' | 'partition'> {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly topicId: string;
}

export type AllFetcherOptions = Required<Omit<FetcherOptions, 'isFree' | 'onPositions' | 'tell' | 'deadlineMs'>> & {
  readonly tell: Tell<Pick<MemberHooks, 'fetching' | 'fetched'>>;
  readonly isFree: (place: Place) => boolean;
  readonly onPositions: OnPositions;
  readonly deadlineMs: number;
};

const DEFAULTS: AllFetcherOptions = {
  isolation: 'read_committed',
  offsetReset: 'fail',
  checkCrcs: true,
  onUnreadable: 'fail',
  fetchMaxWaitMs: 500,
  fetchMaxBytes: 8 * 1024 * 1024,
  maxPartitionFetchBytes: 1024 * 1024,
  maxBatchBytes: 128 * 1024 * 1024,
  deadlineMs: GIVE_UP_MS,
  isMember: false,
  isFree: () => true,
  onPositions: () => undefined,
  tell: () => undefined,
};

/** An option that is given as undefined is left out. */
export const withDefaults = (options: FetcherOptions): AllFetcherOptions =>
  Object.assign({}, DEFAULTS, Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)));
