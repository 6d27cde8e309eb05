import { array, since, struct } from '../codec/composites';
import { int16, int32, string } from '../codec/scalars';
import { request } from '../request';

export const listGroups = request({
  name: 'ListGroups',
  key: 16,
  versions: [1, 4],
  flexible: 3,
  request: { statesFilter: since(4, array(string), []) },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    groups: array(struct({ groupId: string, protocolType: string, groupState: since(4, string, '') })),
  },
});
