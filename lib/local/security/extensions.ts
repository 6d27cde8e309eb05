import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  type SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';

interface Of {
  readonly as: 'authority' | 'server' | 'client';
  readonly hosts: readonly string[];
  readonly key: SubjectPublicKeyInfo;
  /** Of whoever signs it. */
  readonly signer: SubjectPublicKeyInfo;
}

/** What a certificate is good for, and whose it is: all that the strictest of clients ask for. @see RFC 5280, 4.2 */
export function extensionsOf({ as, hosts, key, signer }: Of): Extensions {
  const isAuthority = as === 'authority';
  const usage = isAuthority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
  // Servers are clients of each other.
  const purposes = as === 'server' ? [id_kp_serverAuth, id_kp_clientAuth] : [id_kp_clientAuth];
  return new Extensions([
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority }), true),
    extension(id_ce_keyUsage, new KeyUsage(usage), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(key))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(signer)) }),
    ),
    ...(isAuthority ? [] : [extension(id_ce_extKeyUsage, new ExtendedKeyUsage(purposes))]),
    ...(hosts.length === 0 ? [] : [extension(id_ce_subjectAltName, new SubjectAlternativeName(hosts.map(nameOf)))]),
  ]);
}

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const keyId = ({ subjectPublicKey }: SubjectPublicKeyInfo): OctetString =>
  new OctetString(createHash('sha1').update(Buffer.from(subjectPublicKey)).digest());

const nameOf = (host: string): GeneralName =>
  new GeneralName(isIP(host) === 0 ? { dNSName: host } : { iPAddress: host });
