import type { Client } from '../client/client';
import { findController } from '../client/controller';
import { poll, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';

const POLL_MS = 50;
/** Brokers fetch metadata twice a second at least: one that has not read it by then is down, or far behind. */
const MAX_MS = 2000;

/**
 * Waits, two seconds at most, until every registered broker has read what the controller has just decided: in KRaft mode it answers before
 * they have, and it is brokers who tell of it. In ZooKeeper mode they ask where it is decided.
 */
export async function untilRead(client: Client, patience: Patience): Promise<void> {
  let decided: number | undefined;
  const look = async (signal: AbortSignal) => {
    const { quorum } = await findController(client, client.metadata, signal);
    if (!quorum) return { found: undefined };
    const { brokers } = await client.refresh(signal);
    const { endOffset, voters, observers } = quorum;
    const last = (decided ??= endOffset);
    // That a record is decided is told with the next one, of which there are two a second.
    const late = [...voters, ...observers].filter(
      ({ id, lag = Infinity }) => brokers.has(id) && endOffset - lag <= last,
    );
    return late.length === 0 ? { found: undefined } : { missing: `by ${late.map(({ id }) => id).join(', ')}` };
  };
  const isOver = new KafkaError('NOT_DONE', 'not read by all brokers');
  try {
    await poll(look, {
      signal: patience.signal,
      deadlineMs: Math.min(patience.deadlineMs ?? MAX_MS, MAX_MS),
      everyMs: POLL_MS,
      late: () => isOver,
    });
  } catch (error) {
    if (error !== isOver) throw error;
  }
}
