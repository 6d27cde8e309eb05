import { ignorable, array, between, since, struct } from '../codec/composites';
import { int16, int32, int64, long, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Version 9 is the same for members of classic groups. */
export const offsetCommit = request({
  name: 'OffsetCommit',
  key: 8,
  versions: [2, 8],
  flexible: 8,
  request: {
    groupId: string,
    generationIdOrMemberEpoch: int32,
    memberId: string,
    groupInstanceId: since(7, nullableString, null),
    /** As the broker is set. */
    retentionTimeMs: ignorable(between(2, 4, int64, -1n)),
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            committedOffset: long,
            committedLeaderEpoch: ignorable(since(6, int32, -1)),
            committedMetadata: since(0, nullableString, null),
          }),
        ),
      }),
    ),
  },
  response: {
    throttleTimeMs: since(3, int32, 0),
    topics: array(struct({ name: string, partitions: array(struct({ partitionIndex: int32, errorCode: int16 })) })),
  },
});
