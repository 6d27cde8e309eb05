import { groupBy } from '../group-by';
import type { Coordinator } from '../client/coordinator';
import type { Apis } from '../protocol/requests/apis';
import { stableOffsets, type PartitionOffset } from '../protocol/requests/group-offsets';

/** @returns error codes, and -1 where nothing is committed */
export async function fetchOffsets(
  coordinator: Coordinator,
  groupId: string,
  partitions: readonly Omit<PartitionOffset, 'offset'>[],
): Promise<{ readonly codes: readonly number[]; readonly offsets: readonly number[] }> {
  const { codes, offsets } = await coordinator.exchange(
    (connection) => stableOffsets(connection, groupId, partitions),
    ({ codes }) => codes,
  );
  const found = new Map(offsets.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  return { codes, offsets: partitions.map(({ topic, partition }) => found.get(`${topic}/${partition}`) ?? -1) };
}

/** @returns error codes */
export async function commitOffsets(
  coordinator: Coordinator,
  member: Apis['Heartbeat']['args'],
  offsets: readonly PartitionOffset[],
): Promise<readonly number[]> {
  const topics = [...groupBy(offsets, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    partitions: ofTopic.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
  }));
  return codesOf(await coordinator.ask('OffsetCommit', { ...member, topics }, codesOf));
}

const codesOf = ({ responses }: Apis['OffsetCommit']['answer']): number[] =>
  responses.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
