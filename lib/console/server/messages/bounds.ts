import { findOffsets, type Client, type OffsetPosition } from '../../../kafka';
import type { Cursor } from '../../api';

/** The part of a partition that is to be read: `low` is in it, `high` is not. */
export interface Bounds {
  readonly partition: number;
  readonly low: number;
  readonly high: number;
}

/** Which way messages are read. */
export type Order = 'newest' | 'oldest';

export interface Place {
  readonly order: Order;
  /** Where to begin. @default - with the newest or the oldest there is */
  readonly from?: OffsetPosition | undefined;
  /** Where a page before has ended; it goes before `from`. */
  readonly cursor?: Cursor | undefined;
  /** @default - all of the topic */
  readonly partitions?: readonly number[] | undefined;
}

/** @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `OFFSET_OUT_OF_RANGE` where no partition has the offset */
export async function boundsOf(
  client: Client,
  topic: string,
  { order, from, cursor, partitions }: Place,
  signal: AbortSignal,
): Promise<readonly Bounds[]> {
  const at = (position: OffsetPosition) => findOffsets(client, topic, position, { partitions, signal });
  const [starts, ends] = await Promise.all([at('earliest'), at('latest')]);
  const found = from === undefined || (typeof from === 'object' && 'offset' in from) ? undefined : await at(from);
  return starts.map(({ partition, offset: first }, index) => {
    const last = ends[index]!.offset;
    const asked = cursor?.[partition] ?? found?.[index]?.offset ?? offsetIn(from);
    const within = (offset: number) => Math.min(Math.max(offset, first), last);
    return order === 'newest'
      ? { partition, low: first, high: within(asked ?? last) }
      : { partition, low: within(asked ?? first), high: last };
  });
}

const offsetIn = (from: OffsetPosition | undefined): number | undefined =>
  typeof from === 'object' && 'offset' in from ? from.offset : undefined;
