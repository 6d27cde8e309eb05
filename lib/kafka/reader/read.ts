import { timer } from '../async';
import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { findTopic, unknownPartition } from '../client/find-topic';
import { GIVE_UP_MS } from '../client/timeouts';
import { Fetcher } from './fetcher';
import { firstOf } from './first-of';
import { logLeftOut } from './leave-out';
import type { ReadOptions, Start } from './options';
import { watchForPartitions } from './new-partitions';
import { requireArguments } from '../client/require-arguments';
import { requireGiven, requireOptions } from '../client/require-options';
import { requireStart } from './require-start';
import { startInEach } from './start-in-each';

/**
 * Reads partitions without a group: nothing to join, nothing committed. Fetches ahead by one answer per broker and no further.
 * Survives leaders that move.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `OFFSET_OUT_OF_RANGE`, `INVALID_OPTION`
 * @throws {KafkaError} `CANNOT_CONNECT` when a partition could not be read for a minute
 */
export async function* read(client: Client, options: ReadOptions): AsyncGenerator<MessageBatch, void, undefined> {
  requireOptions(options);
  requireGiven(options, 'topic');
  requireArguments({ client });
  const {
    topic,
    until = 'caught-up',
    before,
    count = Infinity,
    idleMs = Infinity,
    deadlineMs = GIVE_UP_MS,
    signal,
  } = options;
  if (options.from !== undefined) requireStart(options.from);
  const found = await unlessEnded(findTopic(client, topic, deadlineMs, signal), signal);
  if (!found) return;
  const all = found.partitions.map(({ partition }) => partition);
  const partitions = [...new Set(options.partitions ?? all)];
  const unknown = [...partitions, ...partitionsOf(options.from)].find((partition) => !all.includes(partition));
  if (unknown !== undefined) throw unknownPartition(topic, all.length, unknown);
  const assigned = (partitions: readonly number[], from: Start) =>
    partitions.map((partition) => ({ topic, partition, from, until, before }));
  const from = await unlessEnded(startInEach(client, partitions, options), signal);
  if (!from) return;
  const fetcher = new Fetcher(client, options, assigned(partitions, from));
  const stop = () => fetcher.stop();
  signal?.addEventListener('abort', stop, { once: true });
  // What is in a new partition came while it was read, wherever reading began.
  const addNew = (added: readonly number[]) => fetcher.add(assigned(added, 'beginning'));
  const isGrowing = until === 'never' && !options.partitions;
  const stopWatching = isGrowing ? watchForPartitions(client, found, addNew) : undefined;
  let left = count;
  try {
    while (left > 0 && !signal?.aborted) {
      const batch = await withinIdle(fetcher, idleMs);
      if (!batch) return;
      for (const one of batch.unreadable ?? []) logLeftOut(client.log, one);
      if (batch.messages.length === 0) continue;
      yield firstOf(batch, left);
      left -= batch.messages.length;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stopWatching?.();
    stop();
  }
}

/** Those of which it says where to start. */
const partitionsOf = (from: Start | undefined): number[] =>
  typeof from === 'object' && 'offset' in from && typeof from.offset === 'object'
    ? Object.keys(from.offset).map(Number)
    : [];

/** undefined when the signal ends it. */
async function unlessEnded<T>(wait: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  try {
    return await wait;
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}

/** undefined also when nothing came for `idleMs`. */
async function withinIdle(fetcher: Fetcher, idleMs: number): Promise<MessageBatch | undefined> {
  const idle = timer(idleMs, () => fetcher.stop());
  try {
    return await fetcher.next();
  } finally {
    clearTimeout(idle);
  }
}
