import { ignorable, array, since, struct } from '../codec/composites';
import { boolean, bytes, int16, int32, nullableString, nullableStringSince, string } from '../codec/scalars';
import { request } from '../request';

export const joinGroup = request({
  name: 'JoinGroup',
  key: 11,
  versions: [2, 9],
  flexible: 6,
  request: {
    groupId: string,
    sessionTimeoutMs: int32,
    rebalanceTimeoutMs: int32,
    /** Empty for a new member, which is then told its id. */
    memberId: string,
    /** Of a static member (KIP-345). */
    groupInstanceId: since(5, nullableString, null),
    protocolType: string,
    protocols: array(struct({ name: string, metadata: bytes })),
    reason: ignorable(since(8, nullableString, null)),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    generationId: int32,
    protocolType: since(7, nullableString, null),
    protocolName: nullableStringSince(7),
    leader: string,
    /** That a static leader is back, and all are to keep what they have (KIP-814). */
    skipAssignment: since(9, boolean, false),
    memberId: string,
    /** Only the leader is told. */
    members: array(struct({ memberId: string, groupInstanceId: since(5, nullableString, null), metadata: bytes })),
  },
});
