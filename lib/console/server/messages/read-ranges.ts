import { read, type Client, type ReceivedMessage } from '../../../kafka';
import type { Bounds } from './bounds';

/** What one answer has at most: what is read and not shown is no more than that. */
const SIZES = { fetchMaxBytes: 2 * 1024 * 1024, maxPartitionFetchBytes: 256 * 1024, fetchMaxWaitMs: 100 } as const;

/**
 * The messages of some ranges, each partition's in order: all partitions at once, in one question to each leader. What cannot be read
 * is left out, so that one broken batch hides nothing else.
 */
export async function* readRanges(
  client: Client,
  topic: string,
  ranges: readonly Bounds[],
  signal: AbortSignal,
): AsyncGenerator<ReceivedMessage, void, undefined> {
  const left = new Map(ranges.filter(({ low, high }) => low < high).map((range) => [range.partition, range]));
  if (left.size === 0) return;
  const options = {
    topic,
    partitions: [...left.keys()],
    from: { offset: Object.fromEntries([...left].map(([partition, { low }]) => [partition, low])) },
    before: Math.max(...[...left.values()].map(({ high }) => high)),
    isolation: 'read_committed',
    offsetReset: 'earliest',
    onUnreadable: 'skip',
    deadlineMs: 15_000,
    ...SIZES,
    signal,
  } as const;
  for await (const { partition, messages, nextOffset } of read(client, options)) {
    const range = left.get(partition);
    if (!range) continue;
    for (const message of messages) if (message.offset < range.high) yield message;
    if (nextOffset >= range.high) left.delete(partition);
    if (left.size === 0) return;
  }
}
