import {
  findOffsets,
  KafkaError,
  type AdminOptions,
  type Client,
  type OffsetPosition,
  type PartitionPosition,
} from '../../kafka';
import { someOf } from '../../package/some-of';

/** Of partitions that all have the same fault. */

/**
 * Where a position is in each partition of a topic. Before the first message that is left there is nothing: the start is taken, and
 * noted. Beyond the end it would be all that a partition has, which is not what was typed, though kafka-consumer-groups takes it so.
 * @throws {KafkaError} `OFFSET_OUT_OF_RANGE` for an offset beyond the end of a partition
 */
export async function findPositions(
  client: Client,
  topic: string,
  position: OffsetPosition,
  options: AdminOptions,
  note: (line: string) => void,
): Promise<readonly PartitionPosition[]> {
  if (typeof position === 'string' || !('offset' in position)) return findOffsets(client, topic, position, options);
  const starts = await findOffsets(client, topic, 'earliest', options);
  const ends = await findOffsets(client, topic, 'latest', options);
  const asked = position.offset;
  const ranges = ends.map(({ partition, offset: next }, index) => ({ partition, first: starts[index]!.offset, next }));
  const short = ranges.filter(({ next }) => next < asked);
  if (short.length > 0) throw beyond(topic, asked, short);
  return ranges.map(({ partition, first, next }) => {
    const offset = Math.max(first, asked);
    if (offset !== asked)
      note(`${topic}/${partition} has the offsets ${first} to ${next}: ${offset} is taken, not ${asked}`);
    return { topic, partition, offset };
  });
}

interface Range {
  readonly partition: number;
  readonly first: number;
  /** That the next message gets. */
  readonly next: number;
}

function beyond(topic: string, asked: number, short: readonly Range[]): KafkaError {
  const ranges = short.map(
    ({ partition, first, next }) => `${topic}/${partition} (first offset ${first}, next ${next})`,
  );
  return new KafkaError(
    'OFFSET_OUT_OF_RANGE',
    `offset ${asked} is beyond the end of ${someOf(ranges)}: nothing is done; --to end means the end of each partition, --to @TIME the same time in each`,
    { topic, partition: short[0]!.partition },
  );
}
