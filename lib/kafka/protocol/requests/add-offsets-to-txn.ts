import { int16, int32, int64, string } from '../codec/scalars';
import { request } from '../request';

export const addOffsetsToTxn = request({
  name: 'AddOffsetsToTxn',
  key: 25,
  versions: [0, 3],
  flexible: 3,
  request: { transactionalId: string, producerId: int64, producerEpoch: int16, groupId: string },
  response: { throttleTimeMs: int32, errorCode: int16 },
});
