import type { MessageRow } from '../../api';
import type { Bounds, Order } from './bounds';

/** A message that was read: what is shown of it, unless the filter leaves it out. */
export interface Candidate {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly row: MessageRow | undefined;
}

/** A partition on its way through what is to be searched of it. */
export interface Lane {
  readonly partition: number;
  /** Read, in the order in which they are handed out. */
  waiting: Candidate[];
  /** What is not read yet. */
  low: number;
  high: number;
  /** Where the next page begins, if it ends here. */
  position: number;
}

export const laneOf = ({ partition, low, high }: Bounds, order: Order): Lane => ({
  partition,
  low,
  high,
  waiting: [],
  position: order === 'newest' ? high : low,
});

export const isExhausted = ({ low, high }: Lane): boolean => low >= high;

/** Takes the next `count` offsets of what is not read yet. */
export function takeRange(lane: Lane, order: Order, count: number): Bounds {
  const { partition, low, high } = lane;
  if (order === 'newest') {
    lane.high = Math.max(low, high - count);
    return { partition, low: lane.high, high };
  }
  lane.low = Math.min(high, low + count);
  return { partition, low, high: lane.low };
}

/** The next of all partitions by their times; within a partition the order is that of its offsets. */
export function takeNext(lanes: readonly Lane[], order: Order): Candidate | undefined {
  const isBefore = (one: Candidate, other: Candidate) =>
    order === 'newest' ? one.timestamp > other.timestamp : one.timestamp < other.timestamp;
  let first: Lane | undefined;
  for (const lane of lanes) {
    const head = lane.waiting[0];
    if (head && (!first || isBefore(head, first.waiting[0]!))) first = lane;
  }
  const taken = first?.waiting.shift();
  if (taken) first!.position = order === 'newest' ? taken.offset : taken.offset + 1;
  return taken;
}

export const cursorOf = (lanes: readonly Lane[]): Record<number, number> =>
  Object.fromEntries(lanes.map(({ partition, position }) => [partition, position]));
