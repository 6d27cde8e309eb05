import type { MemberHooks, Tell } from '../hooks';
import type { MessageBatch } from '../message';
import type { Control } from './control';
import type { MemberOffsets } from './member-offsets';
import type { PartitionOffset } from './offsets';

/**
 * Works on a batch and commits it, possibly later.
 * @returns false if the batch is not committed: it will come again, perhaps to another member
 */
export type Process = (
  offsets: MemberOffsets,
  batch: MessageBatch,
  signal: AbortSignal,
  turn: Turn,
) => Promise<boolean>;

export interface Turn {
  /** Aborts when the member has failed: nothing that it still does can be committed. */
  readonly failed: AbortSignal;
  readonly control: Control;
  /** Whether the partition goes on elsewhere: then the end of the batch is not its position. */
  readonly isStale: () => boolean;
}

export interface WorkEvents {
  readonly tell: Tell<MemberHooks>;
  /** Positions were found. @returns false if they may be another member's */
  readonly keep: (found: readonly PartitionOffset[]) => Promise<boolean>;
  /** The member has to join again. */
  readonly rejoin: () => void;
  /** A handler hangs: other members are to have its partitions. */
  readonly quit: () => void;
}
