import { array, struct } from '../codec/composites';
import { int16, int32, string } from '../codec/scalars';
import { request } from '../request';

/** For the coordinator of each group (KIP-229). */
export const deleteGroups = request({
  name: 'DeleteGroups',
  key: 42,
  versions: [1, 2],
  flexible: 2,
  request: { groupsNames: array(string) },
  response: {
    throttleTimeMs: int32,
    results: array(struct({ groupId: string, errorCode: int16 })),
  },
});
