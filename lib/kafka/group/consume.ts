import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { asMember } from './as-member';
import { endOf } from './offsets';
import type { Consumed, ConsumeOptions } from './options';

/**
 * Consumes as a member of a group, batch by batch. A batch is committed once `handle` has resolved, while the next one is
 * handled: after a crash it may come again, nothing is skipped. Rejects when `handle` rejects or the group is out of reach: it never lives on dead.
 */
export const consume = (
  client: Client,
  options: ConsumeOptions,
  handle: (batch: MessageBatch, signal: AbortSignal) => Promise<void> | void,
): Promise<Consumed> =>
  asMember(client, options, async (offsets, batch, signal) => {
    if (batch.messages.length > 0) await handle(batch, signal);
    return offsets.commit(endOf(batch));
  });
