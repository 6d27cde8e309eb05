import { array, ignorable, since, struct } from '../codec/composites';
import { int16, int32, long, string } from '../codec/scalars';
import { request } from '../request';

const CONSUMER = -1;

/** Where the messages of an election end: what a reader has beyond that was lost (KIP-320). */
export const offsetForLeaderEpoch = request({
  name: 'OffsetForLeaderEpoch',
  key: 23,
  versions: [3, 4],
  flexible: 4,
  request: {
    replicaId: since(0, int32, CONSUMER),
    topics: array(
      struct({
        topic: string,
        partitions: array(
          struct({ partition: int32, currentLeaderEpoch: ignorable(since(0, int32, -1)), leaderEpoch: int32 }),
        ),
      }),
    ),
  },
  response: {
    throttleTimeMs: int32,
    topics: array(
      struct({
        topic: string,
        partitions: array(
          struct({
            errorCode: int16,
            partition: int32,
            /** The one asked for or, where the log has none of it, the last before; -1 if there is none. */
            leaderEpoch: int32,
            endOffset: long,
          }),
        ),
      }),
    ),
  },
});
