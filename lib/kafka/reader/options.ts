/** Where reading starts, in every partition. */
export type Start =
  | 'beginning'
  | 'end'
  /**
   * This offset, where one that ends before it starts at its end if another has it; or for each partition its own, where one left out
   * starts at the beginning.
   */
  | { readonly offset: number | Readonly<Record<number, number>> }
  /** So many before the end: `-N`. */
  | { readonly last: number }
  /** So many after the beginning: `+N`. */
  | { readonly skip: number }
  /** The first message of this time or later, milliseconds since 1970; the end if there is none. */
  | { readonly timestamp: number };

/**
 * What becomes of a position that the log does not have (any more): it lies beyond the end, or what was read before it was lost by an
 * unclean election (KIP-320). `fail` ends with an error. `earliest` and `latest` go on at the beginning or the end; where it is known up
 * to which offset the log is still what was read, both go on there. Messages that retention deleted before they were read are gone
 * whatever is chosen: reading goes on at the first that is left. A warning is logged each time.
 */
export type OffsetReset = 'earliest' | 'latest' | 'fail';

/** How partitions are read, by a reader and by a member of a group alike. */
export interface FetchOptions {
  /** Whether messages of open and aborted transactions are left out. @default 'read_committed' */
  readonly isolation?: 'read_committed' | 'read_uncommitted';
  /** As Java's `auto.offset.reset`, whose default is not the loud one. @default 'fail' */
  readonly offsetReset?: OffsetReset;
  /** Whether the checksum of every batch is computed, as Java's `check.crcs`. @default true */
  readonly checkCrcs?: boolean;
  /**
   * What becomes of a batch whose checksum is wrong, or that cannot be decompressed: `fail` ends with an error that has its place;
   * `skip` logs that, and goes on behind it. Where damage leaves unclear how far a batch reaches, it is an error in any case.
   * @default 'fail'
   */
  readonly onUnreadable?: 'fail' | 'skip';
  /** How long a broker waits for something to come, milliseconds: Java's `fetch.max.wait.ms`. @default 500 */
  readonly fetchMaxWaitMs?: number;
  /** Of an answer; less is asked for where the link is slow. Java's `fetch.max.bytes` is 50 MiB. @default 8388608 (8 MiB) */
  readonly fetchMaxBytes?: number;
  /** Of a partition in an answer: Java's `max.partition.fetch.bytes`. @default 1048576 (1 MiB) */
  readonly maxPartitionFetchBytes?: number;
  /** A batch that decompresses to more is refused. Java has no such bound. @default 134217728 (128 MiB) */
  readonly maxBatchBytes?: number;
}

export interface ReadOptions extends FetchOptions {
  readonly topic: string;
  /** @default - all of the topic */
  readonly partitions?: readonly number[];
  /** @default 'beginning' */
  readonly from?: Start;
  /**
   * `caught-up`: up to where the partitions ended when reading began. `never`: goes on as messages come, until `signal`, `count` or
   * `idleMs`; of all partitions, also those that are added.
   * @default 'caught-up'
   */
  readonly until?: 'caught-up' | 'never';
  /** Reads up to this offset and without it, in every partition: `until` says whether to wait where it is not there yet. @default - no limit */
  readonly before?: number;
  /** Ends after so many messages, over all partitions. @default - no limit */
  readonly count?: number;
  /** Ends after this long without a message, milliseconds. @default - never */
  readonly idleMs?: number;
  /** How long to go on trying while nothing can be read at all, milliseconds. @default 60000 */
  readonly deadlineMs?: number;
  /** Ends the iteration, as `break` does. */
  readonly signal?: AbortSignal;
}
