import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { ownPurpose } from '../network/connections';
import { findTopic, unknownPartition } from '../client/find-topic';
import { Fetcher } from './fetcher';
import { firstOf } from './first-of';
import { watchForPartitions } from './new-partitions';
import { positions } from './positions';

/** Where reading starts, in every partition. */
export type Start =
  | 'beginning'
  | 'end'
  /** This offset, or for each partition its own; a partition left out starts at the beginning. */
  | { readonly offset: number | Readonly<Record<number, number>> }
  /** So many before the end: `-N`. */
  | { readonly last: number }
  /** So many after the beginning: `+N`. */
  | { readonly skip: number }
  /** The first message of this time or later, milliseconds since 1970; the end if there is none. */
  | { readonly timestamp: number };

export interface ReadOptions {
  readonly topic: string;
  /** @default - all of the topic */
  readonly partitions?: readonly number[];
  /** @default 'beginning' */
  readonly from?: Start;
  /**
   * `caught-up`: up to where the partitions ended when reading began. `never`: goes on as messages come, until `signal`, `count` or
   * `idleMs`; of all partitions, also those that are added.
   * @default 'caught-up'
   */
  readonly until?: 'caught-up' | 'never';
  /** Reads up to this offset and without it, in every partition: `until` says whether to wait where it is not there yet. @default - no limit */
  readonly before?: number;
  /** Ends after so many messages, over all partitions. @default - no limit */
  readonly count?: number;
  /** Ends when nothing came for so long, milliseconds. @default - never */
  readonly idleMs?: number;
  /** Whether messages of open and aborted transactions are left out. @default 'read_committed' */
  readonly isolation?: 'read_committed' | 'read_uncommitted';
  /** Ends the iteration, as `break` does. */
  readonly signal?: AbortSignal;
}

const FIND_TOPIC_MS = 60_000;

/**
 * Reads partitions without a group: nothing to join, nothing committed. Fetches ahead by one answer per broker and no further.
 * Survives leaders that move.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `OFFSET_OUT_OF_RANGE`
 * @throws {KafkaError} `CANNOT_CONNECT` when a partition could not be read for a minute
 */
export async function* read(client: Client, options: ReadOptions): AsyncGenerator<MessageBatch, void, undefined> {
  const { topic, count = Infinity, idleMs = Infinity, isolation = 'read_committed', signal } = options;
  const purpose = ownPurpose('fetch');
  const all = (await findTopic(client, topic, FIND_TOPIC_MS)).partitions.map(({ partition }) => partition);
  const partitions = options.partitions ?? all;
  const unknown = partitions.find((partition) => !all.includes(partition));
  if (unknown !== undefined) throw unknownPartition(topic, all.length, unknown);
  const fetcher = new Fetcher(
    client,
    isolation,
    purpose,
    await positions(client, options, partitions, isolation, purpose),
  );
  const stop = () => fetcher.stop();
  signal?.addEventListener('abort', stop, { once: true });
  // What is in a new partition came while it was read, wherever reading began.
  const addNew = (added: readonly number[]) =>
    fetcher.add(added.map((partition) => ({ topic, partition, offset: 0, end: options.before ?? Infinity })));
  const isGrowing = options.until === 'never' && !options.partitions;
  const stopWatching = isGrowing ? watchForPartitions(client, topic, all.length, addNew) : undefined;
  let left = count;
  try {
    while (left > 0 && !signal?.aborted) {
      const batch = await withinIdle(fetcher, idleMs);
      if (!batch) return;
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

/** undefined also when nothing came for `idleMs`. */
async function withinIdle(fetcher: Fetcher, idleMs: number): Promise<MessageBatch | undefined> {
  if (idleMs === Infinity) return fetcher.next();
  const timer = setTimeout(() => fetcher.stop(), idleMs);
  try {
    return await fetcher.next();
  } finally {
    clearTimeout(timer);
  }
}
