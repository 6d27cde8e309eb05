import { since } from '../codec/composites';
import { int16, int32, int64, nullableString } from '../codec/scalars';
import { request } from '../request';

export const initProducerId = request({
  name: 'InitProducerId',
  key: 22,
  versions: [0, 4],
  flexible: 2,
  request: {
    /** null for a producer without transactions, which any broker answers. */
    transactionalId: nullableString,
    transactionTimeoutMs: int32,
    /** Of who goes on with a transactional id, instead of taking it from whoever has it. */
    producerId: since(3, int64, -1n),
    producerEpoch: since(3, int16, -1),
  },
  response: { throttleTimeMs: int32, errorCode: int16, producerId: int64, producerEpoch: int16 },
});
