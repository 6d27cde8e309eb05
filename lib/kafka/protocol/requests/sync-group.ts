import { ignorable, array, since, struct } from '../codec/composites';
import { bytes, int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const syncGroup = request({
  name: 'SyncGroup',
  key: 14,
  versions: [1, 5],
  flexible: 4,
  request: {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(3, nullableString, null),
    protocolType: ignorable(since(5, nullableString, null)),
    protocolName: ignorable(since(5, nullableString, null)),
    /** Only the leader assigns. */
    assignments: array(struct({ memberId: string, assignment: bytes })),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    protocolType: since(5, nullableString, null),
    protocolName: since(5, nullableString, null),
    assignment: bytes,
  },
});
