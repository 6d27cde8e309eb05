import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate as Signed,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { Certificate } from './certificate';
import { extensionsOf } from './extensions';

export interface Wish {
  /** Its common name. */
  readonly name: string;
  /** What it is good for: to sign others, to be a server and a client of servers, or to be a client. */
  readonly as: 'authority' | 'server' | 'client';
  /** DNS names and addresses that clients know the server by. @default - none */
  readonly hosts?: readonly string[];
  readonly days: number;
  /** Who signs it. @default - itself */
  readonly by?: Certificate;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks are set back, too. */
const BACKDATED_MS = 60 * 60 * 1000;
const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** A new key on P-256, and its certificate: Node.js makes keys and signs, but no certificates. @see RFC 5280 */
export function issueCertificate({ name, as, hosts = [], days, by }: Wish): Certificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = AsnConvert.parse(pair.publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
  const signer = by && AsnConvert.parse(new X509Certificate(by.cert).raw, Signed).tbsCertificate;
  const subject = commonName(name);
  const now = Date.now();
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: signer?.subject ?? subject,
    validity: new Validity({ notBefore: new Date(now - BACKDATED_MS), notAfter: new Date(now + days * DAY_MS) }),
    subject,
    subjectPublicKeyInfo: key,
    extensions: extensionsOf({ as, hosts, key, signer: signer?.subjectPublicKeyInfo ?? key }),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), by?.key ?? pair.privateKey);
  const signed = new Signed({ tbsCertificate, signatureAlgorithm, signatureValue: asBuffer(signature) });
  return {
    cert: new X509Certificate(Buffer.from(AsnConvert.serialize(signed))).toString(),
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const commonName = (name: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: name }) }),
    ]),
  ]);

/** Positive, and of no more bytes than it needs. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return asBuffer(bytes);
}

const asBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
