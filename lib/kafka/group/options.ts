import type { FetchOptions } from '../reader/options';
import type { MemberHooks } from '../hooks';
import type { Assignor, AssignorName } from './assignors';

/** As Java's `max.poll.interval.ms`. */
export const MAX_POLL_INTERVAL_MS = 300_000;

export interface ConsumeOptions extends Omit<FetchOptions, 'onUnreadable'> {
  readonly groupId: string;
  /**
   * By name, or those whose name matches, by `RegExp.test`: `/^orders-/`. What comes to match is read from its beginning within ten
   * seconds; what is deleted is dropped. Kafka's own topics never match. Other members of the group may subscribe otherwise.
   */
  readonly topics: RegExp | readonly string[];
  /** Where a partition starts for which the group has committed nothing: in all topics, or by name, where others start at their end. */
  readonly fromBeginning: boolean | Readonly<Record<string, boolean>>;
  /** `caught-up`: ends where the assigned partitions ended when they were assigned. @default 'never' */
  readonly until?: 'caught-up' | 'never';
  /** Ends after so many messages; what was fetched beyond them stays uncommitted. @default - no limit */
  readonly count?: number;
  /** Ends after this long without a message, milliseconds. @default - never */
  readonly idleMs?: number;
  /** Batches of so many partitions are handled at once: each partition's in their order. @default 1 */
  readonly concurrency?: number;
  /** How long the group waits for a silent member, milliseconds. @default 10000 */
  readonly sessionTimeoutMs?: number;
  /**
   * How partitions are divided among members: by Kafka's names, or one's own. The one that is wanted most first; the brokers choose one
   * that all members offer. With cooperative-sticky alone, members keep what stays theirs while others come and go (KIP-429).
   * @default ['range', 'cooperative-sticky'], as Java's
   */
  readonly assignors?: readonly (AssignorName | Assignor)[];
  /**
   * Makes this a static member (KIP-345): it does not leave, and when it is back within a session, under the same name, it goes on with
   * what it had, and the group is not divided anew. Of two with one name the later one stays; the other ends with `FENCED_INSTANCE_ID`.
   * @default - a member that leaves when it ends
   */
  readonly groupInstanceId?: string;
  /**
   * How long a handler may work on a batch, milliseconds: one that hangs for longer loses its partitions to other members, as
   * with Java's `max.poll.interval.ms`. So long, too, others wait for it when the group is divided anew.
   * @default 300000
   */
  readonly maxPollIntervalMs?: number;
  /**
   * How long to go on trying while nothing can be done at all, milliseconds: no broker tells of the topics, the coordinator of the group
   * is out of reach, or nothing can be read. A group that waits for another member, whose batch takes long, is no such case.
   * @default 60000
   */
  readonly deadlineMs?: number;
  /**
   * What becomes of a batch whose checksum is wrong, or that cannot be decompressed, and with typed consumers of a value that its topic
   * cannot read. `fail` ends with an error that has its place. `skip` logs it, and goes on behind it. A `topic` gets a dead letter
   * besides, before the place is committed, and with `transform` in the same transaction: key, value and headers as they were stored,
   * none of a batch, and the headers `unreadable.topic`, `.partition`, `.offset`, `.last-offset` and `.reason`. It may come again after a
   * crash. Where damage leaves unclear how far a batch reaches, it is an error in any case.
   * @default 'fail'
   */
  readonly onUnreadable?: 'fail' | 'skip' | { readonly topic: string };
  /** @default - nobody is told */
  readonly on?: MemberHooks;
  /** Stops after the batch in hand, commits it, for which the brokers are given 10 s to answer, and leaves the group. */
  readonly signal?: AbortSignal;
}

export interface CommitOptions {
  /**
   * `manual`: nothing is committed but where the group starts, and what `control.commit` is given; not where `control.seek` goes on,
   * either.
   * @default 'batch'
   */
  readonly commit?: 'batch' | 'manual';
}

export interface Consumed {
  readonly messages: number;
  /** Batches and values that were left out, as `onUnreadable` says. @default - none */
  readonly unreadable?: number;
  readonly ended: 'caught-up' | 'count' | 'idle' | 'signal';
}
