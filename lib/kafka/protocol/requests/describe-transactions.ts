import { array, struct } from '../codec/composites';
import { int16, int32, int64, long, string } from '../codec/scalars';
import { request } from '../request';

/** What a coordinator knows of transactional ids (KIP-664). */
export const describeTransactions = request({
  name: 'DescribeTransactions',
  key: 65,
  versions: [0, 0],
  flexible: 0,
  request: { transactionalIds: array(string) },
  response: {
    throttleTimeMs: int32,
    transactionStates: array(
      struct({
        errorCode: int16,
        transactionalId: string,
        transactionState: string,
        transactionTimeoutMs: int32,
        /** -1 while none is open. */
        transactionStartTimeMs: long,
        producerId: int64,
        producerEpoch: int16,
        topics: array(struct({ topic: string, partitions: array(int32) })),
      }),
    ),
  },
});
