import { array, ignorable, since, struct } from '../codec/composites';
import { int16, int32, string } from '../codec/scalars';
import { request } from '../request';

/** Deletes what a group has committed (KIP-496), for topics that no member reads. */
export const offsetDelete = request({
  name: 'OffsetDelete',
  key: 47,
  versions: [0, 0],
  flexible: Infinity,
  request: {
    groupId: string,
    topics: array(struct({ name: string, partitions: array(struct({ partitionIndex: int32 })) })),
  },
  response: {
    errorCode: int16,
    throttleTimeMs: ignorable(since(0, int32, 0)),
    topics: array(struct({ name: string, partitions: array(struct({ partitionIndex: int32, errorCode: int16 })) })),
  },
});
