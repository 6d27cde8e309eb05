import { assignment, decode, encode, subscription } from '../protocol/consumer-protocol';
import { assignRanges, type Assignment } from './assign';

/** What the leader of a group answers, from what the coordinator tells it: the members, in the encoding that all clients share. */
export function divide(
  joined: readonly { readonly memberId: string; readonly metadata: Buffer }[],
  partitionCounts: ReadonlyMap<string, number>,
): { memberId: string; assignment: Buffer }[] {
  const members = joined.map(({ memberId, metadata }) => ({ memberId, topics: decode(subscription, metadata).topics }));
  return [...assignRanges(members, partitionCounts)].map(([memberId, partitions]) => ({
    memberId,
    assignment: encodeAssignment(partitions),
  }));
}

const encodeAssignment = (assigned: Assignment): Buffer =>
  encode(assignment, {
    assignedPartitions: Object.entries(assigned).map(([topic, partitions]) => ({ topic, partitions })),
  });

/** A member that is to wait is sent no bytes. */
export function decodeAssignment(bytes: Buffer): Assignment {
  if (bytes.length === 0) return {};
  const { assignedPartitions } = decode(assignment, bytes);
  return Object.fromEntries(assignedPartitions.map(({ topic, partitions }) => [topic, partitions]));
}
