import { array } from '../codec/composites';
import { int16, string } from '../codec/scalars';
import { request } from '../request';

/** Since version 1 what follows goes in requests, SaslAuthenticate, and not as bare bytes (KIP-152). */
export const saslHandshake = request({
  name: 'SaslHandshake',
  key: 17,
  versions: [1, 1],
  flexible: 2,
  request: { mechanism: string },
  response: {
    errorCode: int16,
    /** Those that are enabled where this one is not. */
    mechanisms: array(string),
  },
});
