import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { Consumed, ConsumeOptions } from './options';
import { Generation, type Process } from './generation';
import { Membership } from './membership';

/** Joins the group, has `process` work on what it is assigned, joins again when the group is divided anew, and leaves in the end. */
export async function asMember(client: Client, options: ConsumeOptions, process: Process): Promise<Consumed> {
  const { groupId, topics, sessionTimeoutMs = 10_000, count = Infinity, signal } = options;
  const membership = new Membership(client, { groupId, topics, sessionTimeoutMs });
  let generation: Generation | undefined;
  let messages = 0;
  const onAbort = () => (generation ? generation.end('signal') : membership.abort());
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal?.aborted) {
      const assignment = await membership.join();
      generation = new Generation(client, membership, options, process);
      const ended = await generation.consume(assignment, count - messages, (more) => (messages += more));
      generation = undefined;
      if (ended !== 'rebalance') return { messages, ended };
    }
    return { messages, ended: 'signal' };
  } catch (error) {
    if (signal?.aborted && error instanceof KafkaError && error.code === 'CLOSED') return { messages, ended: 'signal' };
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await membership.leave();
  }
}
