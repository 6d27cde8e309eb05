import { array, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, long, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Versions from 8 on ask for several groups at once, of which there is no need here. */
export const offsetFetch = request({
  name: 'OffsetFetch',
  key: 9,
  versions: [2, 7],
  flexible: 6,
  request: {
    groupId: string,
    /** null for all for which the group has committed. */
    topics: nullableArray(struct({ name: string, partitionIndexes: array(int32) })),
    /** Refused while a transaction that changes them is open, so that none is ever outdated (KIP-447). */
    requireStable: since(7, boolean, false),
  },
  response: {
    throttleTimeMs: since(3, int32, 0),
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            /** -1 where nothing is committed. */
            committedOffset: long,
            committedLeaderEpoch: since(5, int32, -1),
            metadata: nullableString,
            errorCode: int16,
          }),
        ),
      }),
    ),
    errorCode: int16,
  },
});
