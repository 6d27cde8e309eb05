import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { requireArguments } from '../client/require-arguments';
import { requireOptions } from '../client/require-options';
import { asMember } from './as-member';
import type { Control } from './control';
import { endOf } from './offsets';
import type { CommitOptions, Consumed, ConsumeOptions } from './options';
import type { Process } from './turn';
import { Unreadables } from './unreadables';

/**
 * Consumes as a member of a group, batch by batch. A batch is committed once `handle` has resolved, while the next one is
 * handled: after a crash it may come again, nothing is skipped. Rejects when `handle` rejects or the group is out of reach: it never lives on dead.
 * @param handle its signal aborts when the partition is, or is about to be, another member's. Where it stops within the batch it
 * says so: the group goes on there
 */
export async function consume(
  client: Client,
  given: ConsumeOptions & CommitOptions & ControlOptions,
  handle: Handler,
): Promise<Consumed> {
  requireOptions(given);
  requireArguments({ client });
  const { onStart, ...options } = given;
  const unreadables = new Unreadables(client, options);
  try {
    const process: Process = async (offsets, batch, signal, { control, failed, isStale }) => {
      await unreadables.leaveOut(batch.unreadable, failed);
      const handled = batch.messages.length > 0 ? await handle(batch, signal, control) : undefined;
      const stoppedAt = handled ? handled.stoppedAt : undefined;
      unreadables.done(batch.unreadable);
      if (isStale()) return true;
      if (stoppedAt !== undefined) control.seek(batch, { offset: stoppedAt });
      return options.commit === 'manual' || offsets.commit(endOf(batch, stoppedAt));
    };
    return unreadables.counted(await asMember(client, options, process, onStart));
  } finally {
    await unreadables.close();
  }
}

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- most handlers say nothing
type Handled = Stopped | void;

export type Handler = (batch: MessageBatch, signal: AbortSignal, control: Control) => Promise<Handled> | Handled;

/** Where a handler stopped within a batch: the first message that it leaves. */
export interface Stopped {
  readonly stoppedAt: number;
}

export interface ControlOptions {
  /** Told once, before the member joins, by what it is controlled, also from outside of its handler. @default - nobody is told */
  readonly onStart?: (control: Control) => void;
}
