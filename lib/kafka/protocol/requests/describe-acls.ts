import { array, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Which ACLs are meant: null is any. */
export const aclFilter = {
  resourceTypeFilter: int8,
  resourceNameFilter: nullableString,
  patternTypeFilter: int8,
  principalFilter: nullableString,
  hostFilter: nullableString,
  operation: int8,
  permissionType: int8,
};

export const describeAcls = request({
  name: 'DescribeAcls',
  key: 29,
  versions: [1, 3],
  flexible: 2,
  request: aclFilter,
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    resources: array(
      struct({
        resourceType: int8,
        resourceName: string,
        patternType: int8,
        acls: array(struct({ principal: string, host: string, operation: int8, permissionType: int8 })),
      }),
    ),
  },
});
