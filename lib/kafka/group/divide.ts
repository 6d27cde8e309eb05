import { MemberAssignment, MemberMetadata } from 'kafkajs/src/consumer/assignerProtocol';
import { assignRanges } from './assign';

/** What the leader of a group answers, from what the coordinator tells it: the members, in the encoding that all clients share. */
export function divide(
  joined: readonly { readonly memberId: string; readonly memberMetadata: Buffer }[],
  partitionCounts: ReadonlyMap<string, number>,
): { memberId: string; memberAssignment: Buffer }[] {
  const members = joined.map(({ memberId, memberMetadata }) => ({
    memberId,
    topics: MemberMetadata.decode(memberMetadata).topics,
  }));
  return [...assignRanges(members, partitionCounts)].map(([memberId, assignment]) => ({
    memberId,
    memberAssignment: MemberAssignment.encode({ version: 0, assignment }),
  }));
}
