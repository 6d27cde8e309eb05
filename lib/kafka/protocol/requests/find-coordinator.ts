import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** What a coordinator may be asked for. */
export const COORDINATOR = { group: 0, transaction: 1 } as const;

/** Versions from 4 on ask for several at once, of which there is no need here. */
export const findCoordinator = request({
  name: 'FindCoordinator',
  key: 10,
  versions: [1, 3],
  flexible: 3,
  request: { key: string, keyType: int8 },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    nodeId: int32,
    host: string,
    port: int32,
  },
});
