import { abortController } from '../async';
import type { Topic } from '../../cluster';
import { requireOptions } from '../client/require-options';
import { asMember } from '../group/as-member';
import { endOf } from '../group/offsets';
import type { ConsumeOptions } from '../group/options';
import type { Process } from '../group/turn';
import { Unreadables } from '../group/unreadables';
import type { ReceivedMessage } from '../message';
import { KafkaError } from '../protocol/errors';
import { SynchronousQueue } from './synchronous-queue';
import { decoded, unreadable, type TypedReceivedMessage } from './message';
import { openUnlessAborted, type OpenClient } from './open-client';

export interface ConsumerOptions extends Omit<ConsumeOptions, 'groupId' | 'topics' | 'fromBeginning' | 'concurrency'> {
  /** The group's id: its members share the partitions, and it remembers how far it came. */
  readonly group: string;
  /** Where a partition starts for which the group has committed nothing. @default true */
  readonly fromBeginning?: boolean;
}

/** What the loop is given to work on, until `signal` takes it away. */
interface Turn {
  readonly messages: readonly ReceivedMessage[];
  readonly signal: AbortSignal;
}

/** What was done since the last commit comes again after a crash. */
const COMMIT_EVERY_MS = 1000;

/** Consumes a topic as a member of a group, message by message. */
export async function* consumeMessages<Value>(
  openClient: OpenClient,
  topic: Topic<string, Value>,
  { group, fromBeginning = true, count = Infinity, signal, ...options }: ConsumerOptions,
): AsyncGenerator<TypedReceivedMessage<Value>, void, undefined> {
  requireOptions({ count });
  if (count === 0) return;
  const client = await openUnlessAborted(openClient, signal);
  if (!client) return;
  const left = abortController();
  const turns = new SynchronousQueue<Turn, number>();
  const unreadables = new Unreadables(client, options);
  const consuming = asMember(
    client,
    {
      ...options,
      groupId: group,
      topics: [topic.name],
      fromBeginning,
      signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal,
    },
    inTurns(turns, unreadables),
  ).finally(() => turns.close());
  let wanted = count;
  try {
    for (let turn = await turns.take(); turn; turn = await turns.take()) {
      const { messages, signal } = turn.item;
      const endsAt = performance.now() + COMMIT_EVERY_MS;
      let done = 0;
      try {
        for (const message of messages) {
          if (signal.aborted || performance.now() > endsAt) break;
          const typed = decoded(topic, message);
          if (typed instanceof KafkaError) {
            if (!unreadables.areSkipped) throw typed;
            await unreadables.leaveOut([unreadable(topic, message, typed)]);
            done++;
            continue;
          }
          yield typed;
          // The loop has asked for the next one: only now its body is known to have ended, and without an error.
          done++;
          if (--wanted === 0) return;
        }
      } finally {
        turn.settle(done);
      }
    }
  } finally {
    left.abort();
    await consuming.finally(() => unreadables.close()).finally(() => client.close());
  }
}

/** Commits of each batch what was done of it in a turn, and hands over the rest in the next. */
const inTurns =
  (turns: SynchronousQueue<Turn, number>, unreadables: Unreadables): Process =>
  async (offsets, batch, signal, { failed }) => {
    await unreadables.leaveOut(batch.unreadable, failed);
    const { messages } = batch;
    const end = endOf(batch);
    for (let done = 0; ;) {
      if (done < messages.length) done += await turns.put({ messages: messages.slice(done), signal });
      const offset = messages[done]?.offset ?? end.offset;
      if (!(await offsets.commit({ ...end, offset }))) return false;
      if (done === messages.length || signal.aborted) return true;
    }
  };
