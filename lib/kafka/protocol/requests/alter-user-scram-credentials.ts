import { array, struct } from '../codec/composites';
import { bytes, int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const SCRAM_MECHANISM = { 'SCRAM-SHA-256': 1, 'SCRAM-SHA-512': 2 } as const;

/** KIP-554: the password itself never goes to a broker. */
export const alterUserScramCredentials = request({
  name: 'AlterUserScramCredentials',
  key: 51,
  versions: [0, 0],
  flexible: 0,
  request: {
    deletions: array(struct({ name: string, mechanism: int8 })),
    upsertions: array(struct({ name: string, mechanism: int8, iterations: int32, salt: bytes, saltedPassword: bytes })),
  },
  response: {
    throttleTimeMs: int32,
    results: array(struct({ user: string, errorCode: int16, errorMessage: nullableString })),
  },
});
