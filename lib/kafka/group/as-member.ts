import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { assignorOf, DEFAULT_ASSIGNORS } from './assignors';
import { findTopics, isKnown } from './find-topics';
import { Generation, type Process } from './generation';
import { Member } from './member';
import { MemberOffsets } from './member-offsets';
import { Membership } from './membership';
import { MAX_POLL_INTERVAL_MS, type Consumed, type ConsumeOptions } from './options';
import { Starts } from './starts';

/** Joins the group, has `process` work on what it is assigned, joins again when the group is divided anew, and leaves in the end. */
export async function asMember(client: Client, options: ConsumeOptions, process: Process): Promise<Consumed> {
  const { groupId, topics, groupInstanceId = null, sessionTimeoutMs = 10_000, count = Infinity, signal } = options;
  const { fromBeginning, assignors = DEFAULT_ASSIGNORS, maxPollIntervalMs = MAX_POLL_INTERVAL_MS } = options;
  const member = new Member(groupId, groupInstanceId);
  // A member that is silent for a session is none: by then it must not work on what is another's.
  const offsets = new MemberOffsets(client, member, sessionTimeoutMs / 2);
  const membership = new Membership(client, member, {
    topics,
    sessionTimeoutMs,
    rebalanceTimeoutMs: maxPollIntervalMs,
    assignors: assignors.map(assignorOf),
  });
  const starts = new Starts(client, offsets, fromBeginning);
  let generation: Generation | undefined;
  let messages = 0;
  let hasJoined = false;
  const onAbort = () => (generation ? generation.end('signal') : membership.abort());
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal?.aborted) {
      // A topic that was deleted since is no reason to leave the others alone.
      if (!hasJoined || !topics.some((topic) => isKnown(client, topic))) await findTopics(client, topics);
      await starts.lookAt(topics, !hasJoined);
      if (signal?.aborted) break;
      const assignment = await membership.join();
      hasJoined = true;
      offsets.renew();
      generation = new Generation(client, membership, offsets, starts, options, process);
      if (signal?.aborted) generation.end('signal');
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
    offsets.close();
  }
}
