import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { allOffsets, EARLIEST, LATEST } from '../client/list-offsets';
import type { Isolation } from '../protocol/requests/fetch';
import type { Position } from './fetcher';
import type { ReadOptions, Start } from './read';

/** Where each partition is read from and up to. */
export async function positions(
  client: Client,
  { topic, from = 'beginning', until = 'caught-up', before = Infinity }: ReadOptions,
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
    const offset = startOffset(from, partition, bounds, atTime?.[index]?.offset ?? -1, before < Infinity);
    const end = until === 'never' ? before : Math.min(before, bounds.next);
    return { topic, partition, offset, end };
  });
}

interface Bounds {
  readonly first: number;
  readonly next: number;
}

function startOffset(
  from: Start,
  partition: number,
  { first, next }: Bounds,
  atTime: number,
  isRange: boolean,
): number {
  if (from === 'beginning') return first;
  if (from === 'end') return next;
  if ('last' in from) return Math.max(first, next - from.last);
  if ('skip' in from) return Math.min(next, first + from.skip);
  // No message is that young.
  if ('timestamp' in from) return atTime < 0 ? next : atTime;
  const asked = typeof from.offset === 'number' ? from.offset : (from.offset[partition] ?? first);
  if (asked <= next) return Math.max(asked, first);
  // A partition has nothing of a range that begins after its end; a single offset that is not there is a mistake.
  if (isRange) return Infinity;
  const text = `partition ${partition} has the offsets ${first} to ${next - 1}, but reading from ${asked} was asked`;
  throw new KafkaError('OFFSET_OUT_OF_RANGE', text);
}
