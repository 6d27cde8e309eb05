import { array, struct } from '../codec/composites';
import { boolean, int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const CONFIG_OPERATION = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

/**
 * Leaves alone what it does not name: the older AlterConfigs resets that, so that two who change different properties at once
 * undo each other (KIP-339).
 */
export const incrementalAlterConfigs = request({
  name: 'IncrementalAlterConfigs',
  key: 44,
  versions: [0, 1],
  flexible: 1,
  request: {
    resources: array(
      struct({
        resourceType: int8,
        resourceName: string,
        configs: array(struct({ name: string, configOperation: int8, value: nullableString })),
      }),
    ),
    validateOnly: boolean,
  },
  response: {
    throttleTimeMs: int32,
    responses: array(
      struct({ errorCode: int16, errorMessage: nullableString, resourceType: int8, resourceName: string }),
    ),
  },
});
