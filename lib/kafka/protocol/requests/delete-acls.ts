import { array, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';
import { aclFilter } from './describe-acls';

export const deleteAcls = request({
  name: 'DeleteAcls',
  key: 31,
  versions: [1, 3],
  flexible: 2,
  request: {
    filters: array(struct(aclFilter)),
  },
  response: {
    throttleTimeMs: int32,
    /** In the order of the filters. */
    filterResults: array(
      struct({
        errorCode: int16,
        errorMessage: nullableString,
        matchingAcls: array(
          struct({
            errorCode: int16,
            errorMessage: nullableString,
            resourceType: int8,
            resourceName: string,
            patternType: int8,
            principal: string,
            host: string,
            operation: int8,
            permissionType: int8,
          }),
        ),
      }),
    ),
  },
});
