import type { Client } from '../client';
import type { MessageBatch } from '../message';

/** Where reading starts, in every partition. */
export type Start =
  | 'beginning'
  | 'end'
  /** This offset, or for each partition its own; a partition left out starts at the beginning. */
  | { readonly offset: number | Readonly<Record<number, number>> }
  /** So many before the end: `-N`. */
  | { readonly last: number }
  /** So many after the beginning: `+N`. */
  | { readonly skip: number }
  /** The first message of this time or later, milliseconds since 1970; the end if there is none. */
  | { readonly timestamp: number };

export interface ReadOptions {
  readonly topic: string;
  /** @default - all of the topic */
  readonly partitions?: readonly number[];
  /** @default 'beginning' */
  readonly from?: Start;
  /**
   * `caught-up`: up to where the partitions ended when reading began. An offset: up to and without it, in every partition.
   * `never`: goes on as messages come, until `signal`, `count` or `idleMs`.
   * @default 'caught-up'
   */
  readonly until?: 'caught-up' | 'never' | { readonly offset: number };
  /** Ends after so many messages, over all partitions. @default - no limit */
  readonly count?: number;
  /** Ends when nothing came for so long, milliseconds. @default - never */
  readonly idleMs?: number;
  /** Whether messages of open and aborted transactions are left out. @default 'read_committed' */
  readonly isolation?: 'read_committed' | 'read_uncommitted';
  /** Ends the iteration, as `break` does. */
  readonly signal?: AbortSignal;
}

/**
 * Reads partitions without a group: nothing to join, nothing committed. Fetches ahead by one answer per broker and no further.
 * Survives leaders that move; throws when no broker answers within the client's deadline, or the topic is gone.
 */
export function read(_client: Client, _options: ReadOptions): AsyncIterable<MessageBatch> {
  throw new Error('not built yet');
}
