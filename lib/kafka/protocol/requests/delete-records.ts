import { array, struct } from '../codec/composites';
import { int16, int32, long, string } from '../codec/scalars';
import { request } from '../request';

/** In place of an offset: all that all replicas in sync have. */
export const HIGH_WATERMARK = -1;

/** For the leader of each partition (KIP-107). */
export const deleteRecords = request({
  name: 'DeleteRecords',
  key: 21,
  versions: [1, 2],
  flexible: 2,
  request: {
    topics: array(
      struct({
        name: string,
        /** `offset` is the first that stays. */
        partitions: array(struct({ partitionIndex: int32, offset: long })),
      }),
    ),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        /** `lowWatermark` is the first offset that is left; -1 when it was refused. */
        partitions: array(struct({ partitionIndex: int32, lowWatermark: long, errorCode: int16 })),
      }),
    ),
  },
});
