import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { allOffsets, EARLIEST, LATEST } from '../client/list-offsets';
import type { Isolation } from '../protocol/requests/fetch';
import type { Position } from './fetcher';
import type { ReadOptions, Start } from './read';

/** Where each partition is read from and up to. */
export async function positions(
  client: Client,
  { topic, from = 'beginning', until = 'caught-up' }: ReadOptions,
  partitions: readonly number[],
  isolation: Isolation,
  purpose: string,
): Promise<Position[]> {
  const offsets = (timestamp: number, level: Isolation = isolation) =>
    allOffsets(
      client,
      partitions.map((partition) => ({ topic, partition, timestamp })),
      level,
      purpose,
    );
  const [first, next, atTime] = await Promise.all([
    offsets(EARLIEST),
    offsets(LATEST),
    typeof from === 'object' && 'timestamp' in from ? offsets(from.timestamp) : undefined,
  ]);
  return partitions.map((partition, index) => {
    const bounds = { first: first[index]!.offset, next: next[index]!.offset };
    const offset = startOffset(from, partition, bounds, atTime?.[index]?.offset ?? -1);
    return { topic, partition, offset, end: endOffset(until, bounds.next) };
  });
}

interface Bounds {
  readonly first: number;
  readonly next: number;
}

function startOffset(from: Start, partition: number, { first, next }: Bounds, atTime: number): number {
  if (from === 'beginning') return first;
  if (from === 'end') return next;
  if ('last' in from) return Math.max(first, next - from.last);
  if ('skip' in from) return Math.min(next, first + from.skip);
  // No message is that young.
  if ('timestamp' in from) return atTime < 0 ? next : atTime;
  const asked = typeof from.offset === 'number' ? from.offset : (from.offset[partition] ?? first);
  if (asked > next) {
    const text = `partition ${partition} has the offsets ${first} to ${next - 1}, but reading from ${asked} was asked`;
    throw new KafkaError('OFFSET_OUT_OF_RANGE', 2, text);
  }
  return Math.max(asked, first);
}

function endOffset(until: NonNullable<ReadOptions['until']>, next: number): number {
  if (until === 'caught-up') return next;
  return until === 'never' ? Infinity : until.offset;
}
