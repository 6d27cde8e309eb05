import { array, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, int8, nullableString, string, uuid, ZERO_UUID } from '../codec/scalars';
import { request } from '../request';

export const createTopics = request({
  name: 'CreateTopics',
  key: 19,
  versions: [2, 7],
  flexible: 5,
  request: {
    topics: array(
      struct({
        name: string,
        numPartitions: int32,
        replicationFactor: int16,
        /** Left empty, the controller assigns. */
        assignments: since(0, array(struct({ partitionIndex: int32, brokerIds: array(int32) })), []),
        configs: array(struct({ name: string, value: nullableString })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: boolean,
  },
  response: {
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        topicId: since(7, uuid, ZERO_UUID),
        errorCode: int16,
        errorMessage: nullableString,
        numPartitions: since(5, int32, -1),
        replicationFactor: since(5, int16, -1),
        configs: since(
          5,
          nullableArray(
            struct({
              name: string,
              value: nullableString,
              readOnly: boolean,
              configSource: int8,
              isSensitive: boolean,
            }),
          ),
          null,
        ),
      }),
    ),
  },
});
