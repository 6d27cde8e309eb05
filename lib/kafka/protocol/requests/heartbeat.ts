import { since } from '../codec/composites';
import { int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const heartbeat = request({
  name: 'Heartbeat',
  key: 12,
  versions: [1, 4],
  flexible: 4,
  request: {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(3, nullableString, null),
  },
  response: { throttleTimeMs: int32, errorCode: int16 },
});
