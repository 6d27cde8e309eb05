import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** As PEM: the certificate, and its key in PKCS#8, which is the form that Java reads. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const RENEWED_MS = 30 * 24 * 60 * 60 * 1000;

interface Needed {
  /** Who must have signed it. @default - itself */
  readonly by?: Certificate | undefined;
  /** Names and addresses that it must have. @default - none */
  readonly hosts?: readonly string[];
}

/** Whether it is still good, for 30 days at least. */
export function isGood({ cert, key }: Certificate, { by, hosts = [] }: Needed = {}): boolean {
  try {
    const own = new X509Certificate(cert);
    const signer = by ? new X509Certificate(by.cert) : own;
    return (
      Date.parse(own.validTo) - Date.now() > RENEWED_MS &&
      own.checkIssued(signer) &&
      own.verify(signer.publicKey) &&
      own.checkPrivateKey(createPrivateKey(key)) &&
      hosts.every((host) => (isIP(host) === 0 ? own.checkHost(host) : own.checkIP(host)) !== undefined)
    );
  } catch {
    // It was altered, or is none.
    return false;
  }
}
