import { array, struct } from '../codec/composites';
import { boolean, float64, int16, int32, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** KIP-546. Of an entity, a name that is null is the default's. */
export const alterClientQuotas = request({
  name: 'AlterClientQuotas',
  key: 49,
  versions: [0, 1],
  flexible: 1,
  request: {
    entries: array(
      struct({
        entity: array(struct({ entityType: string, entityName: nullableString })),
        ops: array(struct({ key: string, value: float64, remove: boolean })),
      }),
    ),
    validateOnly: boolean,
  },
  response: {
    throttleTimeMs: int32,
    entries: array(
      struct({
        errorCode: int16,
        errorMessage: nullableString,
        entity: array(struct({ entityType: string, entityName: nullableString })),
      }),
    ),
  },
});
