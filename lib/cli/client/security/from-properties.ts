import { readFileSync } from 'node:fs';
import { UsageError } from '../../../cli-kit';
import type { Security } from './security';
import { pemIn } from './pem-in';
import { parseJaas } from './jaas';
import { parseProperties } from './properties-text';

/** Those that are understood; of the others, these concern how to get in, and would be missed. */
const KNOWN = [
  'security.protocol',
  'sasl.mechanism',
  'sasl.jaas.config',
  'ssl.truststore.type',
  'ssl.truststore.location',
  'ssl.truststore.certificates',
  'ssl.keystore.type',
  'ssl.keystore.location',
  'ssl.keystore.certificate.chain',
  'ssl.keystore.key',
  'ssl.key.password',
  'ssl.endpoint.identification.algorithm',
] as const;
const OF_SECURITY = /^(security|sasl|ssl|config\.providers)\b/;

type Name = (typeof KNOWN)[number];

const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];
const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/**
 * How to get in, by a file that is written for Java's clients. What does not concern that is passed over.
 * @param setting what has named the file
 * @throws {UsageError} all that is not understood at once, without a word of what is secret
 */
export function fromProperties(file: string, setting: string): Security {
  const given = parseProperties(textOf(file, setting));
  const value = (name: Name): string | undefined => given.get(name)?.trim();
  const protocol = value('security.protocol') ?? 'PLAINTEXT';
  const faults = [
    ...[...given.keys()]
      .filter((name) => OF_SECURITY.test(name) && !(KNOWN as readonly string[]).includes(name))
      .map((name) => `${name} is not understood here: remove it`),
    ...(PROTOCOLS.includes(protocol) ? [] : [`security.protocol must be one of ${PROTOCOLS.join(', ')}`]),
    ...(['truststore', 'keystore'] as const).flatMap((store) => storeFaults(store, value)),
    ...(['', 'https', undefined].includes(value('ssl.endpoint.identification.algorithm')?.toLowerCase())
      ? []
      : ['ssl.endpoint.identification.algorithm must be https, or empty']),
    ...(protocol.startsWith('SASL_') ? loginFaults(value) : []),
  ];
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `${file}: ${fault}`));
  return {
    ...(protocol.endsWith('SSL') && { ssl: tlsOf(value, setting) }),
    ...(protocol.startsWith('SASL_') && { sasl: loginOf(value)! }),
  };
}

type ValueOf = (name: Name) => string | undefined;

function textOf(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError([`${setting} must be a file of properties, but ${file} is not: ${(error as Error).message}`]);
  }
}

/** Java's own default is JKS. */
function storeFaults(store: 'truststore' | 'keystore', value: ValueOf): readonly string[] {
  const isThere = KNOWN.some((name) => name.startsWith(`ssl.${store}.`) && value(name) !== undefined);
  return !isThere || value(`ssl.${store}.type`) === 'PEM'
    ? []
    : [`ssl.${store}.type must be PEM: keytool and openssl make that of other stores`];
}

function loginFaults(value: ValueOf): readonly string[] {
  if (loginOf(value)) return [];
  return [
    `sasl.mechanism and sasl.jaas.config must be one of ${MECHANISMS.join(', ')} and Kafka's PlainLoginModule or ScramLoginModule of the same, with username and password`,
  ];
}

function loginOf(value: ValueOf): Security['sasl'] {
  const mechanism = MECHANISMS.find((one) => one === value('sasl.mechanism'));
  const login = parseJaas(value('sasl.jaas.config') ?? '');
  if (!mechanism || login?.by !== (mechanism === 'PLAIN' ? 'plain' : 'scram')) return undefined;
  return { mechanism, username: login.username, password: login.password };
}

function tlsOf(value: ValueOf, setting: string): NonNullable<Security['ssl']> {
  const inFile = (name: Name) => {
    const file = value(name);
    return file === undefined ? undefined : pemIn(file, `${name} of ${setting}`);
  };
  const ca = value('ssl.truststore.certificates') ?? inFile('ssl.truststore.location');
  // A key and its chain are in one file, of which OpenSSL takes what it looks for.
  const both = inFile('ssl.keystore.location');
  const [cert, key] = [value('ssl.keystore.certificate.chain') ?? both, value('ssl.keystore.key') ?? both];
  const passphrase = value('ssl.key.password');
  const isAnyHost = value('ssl.endpoint.identification.algorithm') === '';
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(passphrase !== undefined && { passphrase }),
    ...(isAnyHost && { checkServerIdentity: () => undefined }),
  };
}
