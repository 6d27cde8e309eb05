import { array, nullableArray, since, struct } from '../codec/composites';
import { int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** The moves of replicas that are under way (KIP-455). */
export const listPartitionReassignments = request({
  name: 'ListPartitionReassignments',
  key: 46,
  versions: [0, 0],
  flexible: 0,
  request: {
    timeoutMs: int32,
    /** null for all there are. */
    topics: since(0, nullableArray(struct({ name: string, partitionIndexes: array(int32) })), null),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            replicas: array(int32),
            addingReplicas: array(int32),
            removingReplicas: array(int32),
          }),
        ),
      }),
    ),
  },
});
