import { since } from '../codec/composites';
import { bytes, int16, long, nullableString } from '../codec/scalars';
import { request } from '../request';

/** One message of a mechanism, and what the broker says to it (KIP-152). */
export const saslAuthenticate = request({
  name: 'SaslAuthenticate',
  key: 36,
  versions: [0, 2],
  flexible: 2,
  request: { authBytes: bytes },
  response: {
    errorCode: int16,
    errorMessage: nullableString,
    authBytes: bytes,
    /** After how long, milliseconds, the connection ends unless who asks authenticates again (KIP-368); 0 for never. */
    sessionLifetimeMs: since(1, long, 0),
  },
});
