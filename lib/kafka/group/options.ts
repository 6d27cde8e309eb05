import type { FetchOptions } from '../reader/options';

export interface ConsumeOptions extends FetchOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Where a partition starts for which the group has committed nothing. */
  readonly fromBeginning: boolean;
  /** `caught-up`: ends where the assigned partitions ended when they were assigned. @default 'never' */
  readonly until?: 'caught-up' | 'never';
  /** Ends after so many messages; what was fetched beyond them stays uncommitted. @default - no limit */
  readonly count?: number;
  /** Ends when nothing came for so long, milliseconds. @default - never */
  readonly idleMs?: number;
  /** How long the group waits for a silent member, milliseconds. @default 10000 */
  readonly sessionTimeoutMs?: number;
  /** Stops after the batch in hand, commits it and leaves the group. */
  readonly signal?: AbortSignal;
}

export interface Consumed {
  readonly messages: number;
  readonly ended: 'caught-up' | 'count' | 'idle' | 'signal';
}
