import { ignorable, array, since, struct } from '../codec/composites';
import { int16, int32, int8, long, string } from '../codec/scalars';
import { request } from '../request';

/** In place of a time: the first offset, the next one, and from version 7 on the one of the youngest message (KIP-734). */
export const TIMESTAMP = { earliest: -2, latest: -1, max: -3 } as const;
const CONSUMER = -1;
/** In place of a replica: who may ask any broker of what it has, not the leader alone. */
export const DEBUGGING = -2;

export const listOffsets = request({
  name: 'ListOffsets',
  key: 2,
  versions: [2, 7],
  flexible: 6,
  request: {
    replicaId: since(0, int32, CONSUMER),
    isolationLevel: int8,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({ partitionIndex: int32, currentLeaderEpoch: ignorable(since(4, int32, -1)), timestamp: long }),
        ),
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            timestamp: long,
            /** -1 if no message is that young. */
            offset: long,
            leaderEpoch: since(4, int32, -1),
          }),
        ),
      }),
    ),
  },
});
