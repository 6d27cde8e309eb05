import { array, nullableArray, struct } from '../codec/composites';
import { boolean, float64, int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Which names are meant: `match`, the default's, any. */
export const QUOTA_MATCH = { exact: 0, default: 1, any: 2 } as const;

/** KIP-546. */
export const describeClientQuotas = request({
  name: 'DescribeClientQuotas',
  key: 48,
  versions: [0, 1],
  flexible: 1,
  request: {
    components: array(struct({ entityType: string, matchType: int8, match: nullableString })),
    /** Whether entities with further components are left out. */
    strict: boolean,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    entries: nullableArray(
      struct({
        entity: array(struct({ entityType: string, entityName: nullableString })),
        values: array(struct({ key: string, value: float64 })),
      }),
    ),
  },
});
