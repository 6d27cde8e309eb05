import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { asMember } from './as-member';

export interface ConsumeOptions {
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
  /** @default 'read_committed' */
  readonly isolation?: 'read_committed' | 'read_uncommitted';
  /** How long the group waits for a silent member, milliseconds. @default 10000 */
  readonly sessionTimeoutMs?: number;
  /** Stops after the batch in hand, commits it and leaves the group. */
  readonly signal?: AbortSignal;
}

export interface Consumed {
  readonly messages: number;
  readonly ended: 'caught-up' | 'count' | 'idle' | 'signal';
}

/**
 * Consumes as a member of a group, batch by batch. A batch is committed once `handle` has resolved, while the next one is
 * handled: after a crash it may come again, nothing is skipped. Rejects when `handle` rejects or the group is out of reach: it never lives on dead.
 */
export const consume = (
  client: Client,
  options: ConsumeOptions,
  handle: (batch: MessageBatch, signal: AbortSignal) => Promise<void> | void,
): Promise<Consumed> =>
  asMember(client, options, async (membership, batch, signal) => {
    if (batch.messages.length > 0) await handle(batch, signal);
    const { topic, partition, nextOffset } = batch;
    return membership.commit({ topic, partition, offset: nextOffset });
  });
