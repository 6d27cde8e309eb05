import { array, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const createPartitions = request({
  name: 'CreatePartitions',
  key: 37,
  versions: [0, 3],
  flexible: 2,
  request: {
    topics: array(
      struct({
        name: string,
        /** All partitions that the topic is to have. */
        count: int32,
        /** null: the controller assigns. */
        assignments: since(0, nullableArray(struct({ brokerIds: array(int32) })), null),
      }),
    ),
    timeoutMs: int32,
    validateOnly: boolean,
  },
  response: {
    throttleTimeMs: int32,
    results: array(struct({ name: string, errorCode: int16, errorMessage: nullableString })),
  },
});
