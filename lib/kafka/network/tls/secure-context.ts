import { createSecureContext, type SecureContext } from 'node:tls';
import { KafkaError, messageOf } from '../../protocol/errors';
import type { TlsOptions } from './options';

/** Certificates are read once, and not for each connection. */
const contexts = new WeakMap<TlsOptions, SecureContext>();

/** @throws {KafkaError} `INVALID_OPTION` for certificates and keys that cannot be read, or do not belong together */
export function secureContext(ssl: TlsOptions): SecureContext {
  const known = contexts.get(ssl);
  if (known) return known;
  try {
    const { ca, minVersion = 'TLSv1.2' } = ssl;
    // OpenSSL would pass over what is none, and trust nobody.
    if (![ca ?? []].flat().every(isPem)) throw new Error('ca is no PEM');
    const context = createSecureContext({ ...ssl, minVersion });
    contexts.set(ssl, context);
    return context;
  } catch (error) {
    throw new KafkaError('INVALID_OPTION', `ssl has what OpenSSL cannot use: ${messageOf(error)}`, { cause: error });
  }
}

const isPem = (text: string | Buffer): boolean => text.includes('-----BEGIN ');
