import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { asMember } from './as-member';
import type { Control } from './control';
import { endOf } from './offsets';
import type { Consumed, ConsumeOptions } from './options';
import { Unreadables } from './unreadables';

/**
 * Consumes as a member of a group, batch by batch. A batch is committed once `handle` has resolved, while the next one is
 * handled: after a crash it may come again, nothing is skipped. Rejects when `handle` rejects or the group is out of reach: it never lives on dead.
 * @param handle its signal aborts when the partition is, or is about to be, another member's
 */
export async function consume(
  client: Client,
  options: ConsumeOptions & CommitOptions,
  handle: (batch: MessageBatch, signal: AbortSignal, control: Control) => Promise<void> | void,
): Promise<Consumed> {
  const unreadables = new Unreadables(client, options);
  try {
    const consumed = await asMember(client, options, async (offsets, batch, signal, { control, failed, isStale }) => {
      await unreadables.leaveOut(batch.unreadable, failed);
      if (batch.messages.length > 0) await handle(batch, signal, control);
      unreadables.done(batch.unreadable);
      return options.commit === 'manual' || isStale() || offsets.commit(endOf(batch));
    });
    return unreadables.counted(consumed);
  } finally {
    await unreadables.close();
  }
}

export interface CommitOptions {
  /** `manual`: nothing is committed but where the group starts, and what `control.commit` is given. @default 'batch' */
  readonly commit?: 'batch' | 'manual';
}
