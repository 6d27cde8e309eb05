import { findOffsets, type AdminOptions, type Client, type OffsetPosition, type PartitionPosition } from '../../kafka';

/**
 * Where a position is in each partition of a topic. One offset is seldom there in all of them: where it is not, the nearest that is
 * there is taken, as kafka-consumer-groups does, and noted.
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
  return ends.map(({ partition, offset: end }, index) => {
    const start = starts[index]!.offset;
    const offset = Math.max(start, Math.min(end, asked));
    if (offset !== asked)
      note(`${topic}/${partition} has the offsets ${start} to ${end}: ${offset} is taken, not ${asked}`);
    return { topic, partition, offset };
  });
}
