import { array, nullableArray, since, struct } from '../codec/composites';
import { int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Moves replicas (KIP-455): the answer comes when the move is noted, not when it is made. */
export const alterPartitionReassignments = request({
  name: 'AlterPartitionReassignments',
  key: 45,
  versions: [0, 0],
  flexible: 0,
  request: {
    timeoutMs: int32,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            /** null to cancel a move that is under way. */
            replicas: since(0, nullableArray(int32), null),
          }),
        ),
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    responses: array(
      struct({
        name: string,
        partitions: array(struct({ partitionIndex: int32, errorCode: int16, errorMessage: nullableString })),
      }),
    ),
  },
});
