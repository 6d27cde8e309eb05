import type { Token } from './options';

/** No authorization identity: the broker takes the token's. */
const NO_NAME = 'n,,';
const SEPARATOR = '\x01';

/** @see https://www.rfc-editor.org/rfc/rfc7628 and KIP-342 for extensions */
export function* oauthbearer({ value, extensions = {} }: Token): Generator<Buffer, void, Buffer> {
  const fields = Object.entries({ auth: `Bearer ${value}`, ...extensions }).map(([name, text]) => `${name}=${text}`);
  const refusal = yield Buffer.from([NO_NAME, ...fields, '', ''].join(SEPARATOR));
  // A broker that does not take the token says why, and waits for this until it refuses.
  if (refusal.length > 0) yield Buffer.from(SEPARATOR);
}
