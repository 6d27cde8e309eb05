import { array, since, struct } from '../codec/composites';
import { int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Version 6 deletes by id as well, which nobody asks for here. */
export const deleteTopics = request({
  name: 'DeleteTopics',
  key: 20,
  versions: [1, 5],
  flexible: 4,
  request: { topicNames: array(string), timeoutMs: int32 },
  response: {
    throttleTimeMs: int32,
    responses: array(struct({ name: string, errorCode: int16, errorMessage: since(5, nullableString, null) })),
  },
});
