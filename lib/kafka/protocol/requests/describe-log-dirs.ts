import { array, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, long, string } from '../codec/scalars';
import { request } from '../request';

/** Answers tell how large the disk is from 4 on (KIP-827). */
export const describeLogDirs = request({
  name: 'DescribeLogDirs',
  key: 35,
  versions: [1, 4],
  flexible: 2,
  request: {
    /** null for all there are. */
    topics: nullableArray(struct({ topic: string, partitions: array(int32) })),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: since(3, int16, 0),
    results: array(
      struct({
        errorCode: int16,
        logDir: string,
        topics: array(
          struct({
            name: string,
            partitions: array(
              struct({
                partitionIndex: int32,
                partitionSize: long,
                offsetLag: long,
                /** It is being moved there from another directory. */
                isFutureKey: boolean,
              }),
            ),
          }),
        ),
        totalBytes: since(4, long, -1),
        usableBytes: since(4, long, -1),
      }),
    ),
  },
});
