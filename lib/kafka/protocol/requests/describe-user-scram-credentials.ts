import { array, nullableArray, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** KIP-554. */
export const describeUserScramCredentials = request({
  name: 'DescribeUserScramCredentials',
  key: 50,
  versions: [0, 0],
  flexible: 0,
  request: {
    /** null or none for all there are. */
    users: nullableArray(struct({ name: string })),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    results: array(
      struct({
        user: string,
        errorCode: int16,
        errorMessage: nullableString,
        credentialInfos: array(struct({ mechanism: int8, iterations: int32 })),
      }),
    ),
  },
});
