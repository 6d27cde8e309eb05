import { ignorable, array, since, struct } from '../codec/composites';
import { int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Until version 2 only one member could leave at a time. */
export const leaveGroup = request({
  name: 'LeaveGroup',
  key: 13,
  versions: [3, 5],
  flexible: 4,
  request: {
    groupId: string,
    members: array(
      struct({
        memberId: string,
        groupInstanceId: since(0, nullableString, null),
        reason: ignorable(since(5, nullableString, null)),
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    members: array(struct({ memberId: string, groupInstanceId: nullableString, errorCode: int16 })),
  },
});
