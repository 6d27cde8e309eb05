import { array, struct } from '../codec/composites';
import { int16, int32, int64, string } from '../codec/scalars';
import { request } from '../request';

/** The transactional ids that a broker coordinates: any broker tells of its own (KIP-664). */
export const listTransactions = request({
  name: 'ListTransactions',
  key: 66,
  versions: [0, 0],
  flexible: 0,
  request: { stateFilters: array(string), producerIdFilters: array(int64) },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    unknownStateFilters: array(string),
    transactionStates: array(struct({ transactionalId: string, producerId: int64, transactionState: string })),
  },
});
