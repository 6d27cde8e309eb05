import { array, since, struct } from '../codec/composites';
import { int16, int32, int64, long, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/**
 * Makes offsets part of a transaction. Of versions before 3 the coordinator is not told by whom, so that one who is not a member
 * any more is not refused (KIP-447).
 */
export const txnOffsetCommit = request({
  name: 'TxnOffsetCommit',
  key: 28,
  versions: [3, 3],
  flexible: 3,
  request: {
    transactionalId: string,
    groupId: string,
    producerId: int64,
    producerEpoch: int16,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(3, nullableString, null),
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            committedOffset: long,
            committedLeaderEpoch: since(2, int32, -1),
            committedMetadata: since(0, nullableString, null),
          }),
        ),
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    topics: array(struct({ name: string, partitions: array(struct({ partitionIndex: int32, errorCode: int16 })) })),
  },
});
