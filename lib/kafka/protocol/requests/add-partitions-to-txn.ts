import { array, struct } from '../codec/composites';
import { int16, int32, int64, string } from '../codec/scalars';
import { request } from '../request';

/** Versions from 4 on are for brokers among themselves. */
export const addPartitionsToTxn = request({
  name: 'AddPartitionsToTxn',
  key: 24,
  versions: [0, 3],
  flexible: 3,
  request: {
    v3AndBelowTransactionalId: string,
    v3AndBelowProducerId: int64,
    v3AndBelowProducerEpoch: int16,
    v3AndBelowTopics: array(struct({ name: string, partitions: array(int32) })),
  },
  response: {
    throttleTimeMs: int32,
    resultsByTopicV3AndBelow: array(
      struct({
        name: string,
        resultsByPartition: array(struct({ partitionIndex: int32, partitionErrorCode: int16 })),
      }),
    ),
  },
});
