import { array, struct } from '../codec/composites';
import { int16, int32, int64, long, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Who writes to a partition, and where the transaction begins that it has open there: asked of the leader (KIP-664). */
export const describeProducers = request({
  name: 'DescribeProducers',
  key: 61,
  versions: [0, 0],
  flexible: 0,
  request: { topics: array(struct({ name: string, partitionIndexes: array(int32) })) },
  response: {
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            errorMessage: nullableString,
            activeProducers: array(
              struct({
                producerId: int64,
                producerEpoch: int32,
                lastSequence: int32,
                lastTimestamp: long,
                coordinatorEpoch: int32,
                /** -1 for none. */
                currentTxnStartOffset: long,
              }),
            ),
          }),
        ),
      }),
    ),
  },
});
