import { array, since, struct } from '../codec/composites';
import { boolean, bytes, int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const describeGroups = request({
  name: 'DescribeGroups',
  key: 15,
  versions: [1, 5],
  flexible: 5,
  request: { groups: array(string), includeAuthorizedOperations: since(3, boolean, false) },
  response: {
    throttleTimeMs: int32,
    groups: array(
      struct({
        errorCode: int16,
        groupId: string,
        groupState: string,
        protocolType: string,
        protocolData: string,
        members: array(
          struct({
            memberId: string,
            groupInstanceId: since(4, nullableString, null),
            clientId: string,
            clientHost: string,
            memberMetadata: bytes,
            memberAssignment: bytes,
          }),
        ),
        authorizedOperations: since(3, int32, -(2 ** 31)),
      }),
    ),
  },
});
