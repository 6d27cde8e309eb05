import type { TlsOptions } from './options';

/** What OpenSSL and Node.js call it, and what it means: a sentence about the broker, with what to do. */
const OF_CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'shows a certificate that has expired: give the broker a new one',
  CERT_NOT_YET_VALID: 'shows a certificate that is not valid yet: are the clocks right?',
  INVALID_PURPOSE: 'shows a certificate that is not for servers: give the broker another one',
  CERT_REVOKED: 'shows a certificate that was revoked: give the broker a new one',
};

const UNTRUSTED =
  /^(UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_UNTRUSTED|INVALID_CA|CERT_SIGNATURE_FAILURE)/;

/** Why TLS with a broker fails; undefined for what has nothing to do with it, such as a connection that breaks. */
export function tlsFault(error: TlsError, ssl: TlsOptions): string | undefined {
  const { code = '', message, cert } = error;
  if (Object.hasOwn(OF_CERTIFICATE, code)) return OF_CERTIFICATE[code];
  if (UNTRUSTED.test(code))
    return 'shows a certificate of an authority that is not trusted: give that of the authority as ssl.ca';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = cert?.subjectaltname ?? 'none';
    return `shows a certificate of other names (${names}): connect by one of them`;
  }
  // By its code, a refusal that comes while something is written is an EPROTO.
  const alert = /\balert ([a-z ]+):/.exec(message)?.[1];
  return alert === undefined ? undefined : alertFault(alert, ssl);
}

export interface TlsError extends NodeJS.ErrnoException {
  /** Of the broker. */
  readonly cert?: { readonly subjectaltname?: string };
}

/** Brokers of Java say "bad certificate" where there is none. */
function alertFault(alert: string, { cert, pfx }: TlsOptions): string {
  if (!/certificate|unknown ca|access denied/.test(alert)) return `does not agree on TLS with this client: ${alert}`;
  if ((cert ?? pfx) === undefined) return 'wants a certificate of this client: give ssl.cert and ssl.key';
  return `does not take the certificate in ssl.cert (${alert}): it has expired, or the broker does not trust its authority`;
}
