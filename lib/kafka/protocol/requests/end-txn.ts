import { boolean, int16, int32, int64, string } from '../codec/scalars';
import { request } from '../request';

/** With versions from 5 on each transaction has an epoch of its own (KIP-890), which the sessions here do not expect. */
export const endTxn = request({
  name: 'EndTxn',
  key: 26,
  versions: [0, 3],
  flexible: 3,
  request: { transactionalId: string, producerId: int64, producerEpoch: int16, committed: boolean },
  response: { throttleTimeMs: int32, errorCode: int16 },
});
