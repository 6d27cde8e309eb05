import { array, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const createAcls = request({
  name: 'CreateAcls',
  key: 30,
  versions: [1, 3],
  flexible: 2,
  request: {
    creations: array(
      struct({
        resourceType: int8,
        resourceName: string,
        resourcePatternType: int8,
        principal: string,
        host: string,
        operation: int8,
        permissionType: int8,
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    /** In the order of what was asked for. */
    results: array(struct({ errorCode: int16, errorMessage: nullableString })),
  },
});
