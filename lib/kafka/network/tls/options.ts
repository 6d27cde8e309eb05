import type { ConnectionOptions } from 'node:tls';

/**
 * As Node.js has them. A certificate and its key are of this client, where brokers want one.
 * `ca`: whom to trust instead of the authorities that Node.js knows. `servername`: the name that certificates of brokers must have.
 * `minVersion`: @default 'TLSv1.2'
 * @see https://nodejs.org/api/tls.html#tlsconnectoptions-callback
 */
export type TlsOptions = Pick<ConnectionOptions, (typeof TLS_OPTIONS)[number]>;

export const TLS_OPTIONS = [
  'ca',
  'cert',
  'key',
  'passphrase',
  'pfx',
  'servername',
  'rejectUnauthorized',
  'checkServerIdentity',
  'minVersion',
  'maxVersion',
  'ciphers',
  'crl',
  'ecdhCurve',
  'sigalgs',
] as const satisfies readonly (keyof ConnectionOptions)[];
