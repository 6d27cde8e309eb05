import type { Client } from '../client/client';
import { Fetcher } from '../reader/fetcher';
import { nameOf } from '../reader/tracked';
import type { TopicEnds } from './topic-ends';

export interface CommittedPartition {
  readonly topic: string;
  readonly partition: number;
  /** -1 where nothing is committed. */
  readonly offset: number;
}

export interface PartitionLag extends CommittedPartition {
  /** undefined if not known, or where the commit lies beyond the end. */
  readonly lag: number | undefined;
  readonly isBeyondEnd: boolean;
}

/** A log of which so much holds no message is taken at its word, milliseconds of reading it. */
const LOOK_MS = 2000;
const LOOK_BYTES = 64 * 1024;

/**
 * How many offsets a group is behind, from the first message that it would be given. Behind the last one there may be offsets of none:
 * markers, aborted transactions, those that are not ended yet, holes of compaction. Only who reads there can tell.
 */
export async function lagsOf(
  client: Client,
  committed: readonly CommittedPartition[],
  ends: TopicEnds,
): Promise<PartitionLag[]> {
  const known = committed.map((one) => {
    const next = ends.nextOffset(one.topic, one.partition);
    const first = ends.firstOffset(one.topic, one.partition);
    const isKnown = next !== undefined && first !== undefined && one.offset <= next;
    return {
      ...one,
      lag: isKnown ? next - Math.max(first, one.offset) : undefined,
      isBeyondEnd: next !== undefined && one.offset > next,
    };
  });
  const firstMessages = await lookFrom(
    client,
    known.filter(({ offset, lag }) => offset >= 0 && lag !== undefined && lag > 0),
  );
  return known.map((one) => {
    const first = firstMessages.get(nameOf(one));
    if (first === undefined) return one;
    return { ...one, lag: first === 'none' ? 0 : ends.nextOffset(one.topic, one.partition)! - first };
  });
}

/** @returns the offset of the first message from each position on; nothing of a partition that takes too long */
async function lookFrom(
  client: Client,
  positions: readonly CommittedPartition[],
): Promise<ReadonlyMap<string, number | 'none'>> {
  const found = new Map<string, number | 'none'>();
  if (positions.length === 0) return found;
  const sizes = { maxPartitionFetchBytes: LOOK_BYTES, fetchMaxWaitMs: 0 };
  const fetcher = new Fetcher(
    client,
    { ...sizes, isolation: 'read_committed', offsetReset: 'earliest' },
    positions.map(({ topic, partition, offset }) => ({
      topic,
      partition,
      from: { position: offset, leaderEpoch: -1 },
      until: 'caught-up',
    })),
  );
  const timer = setTimeout(() => fetcher.stop(), LOOK_MS);
  try {
    for (let batch = await fetcher.next(); batch; batch = await fetcher.next()) {
      const [message] = batch.messages;
      if (!message) continue;
      found.set(nameOf(batch), message.offset);
      fetcher.remove([batch]);
    }
    // All were read up to their ends.
    for (const one of positions) if (!found.has(nameOf(one)) && !fetcher.isStopped) found.set(nameOf(one), 'none');
  } catch (error) {
    client.log({ level: 'debug', message: 'what a group is behind is counted in offsets', reason: String(error) });
  } finally {
    clearTimeout(timer);
    fetcher.stop();
  }
  return found;
}
