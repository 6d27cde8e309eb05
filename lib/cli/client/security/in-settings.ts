import { isByFile, type Given } from './security';

/** What clients say of brokers that do not let them in. */
export const NO_ACCESS: ReadonlySet<string> = new Set([
  'TLS_FAILED',
  'WRONG_SECURITY_PROTOCOL',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
]);

/** What the options of the clients are called on a command line, and in a file of properties. */
const FLAGS: Words = [
  ['ssl.ca', '--ca-file'],
  ['ssl.cert and ssl.key', '--cert-file and --key-file'],
  ['ssl.cert', '--cert-file'],
  ['sasl.username and sasl.password', '--sasl-username and --sasl-password-file'],
  ['sasl.mechanism', '--sasl-mechanism'],
  ['leave out sasl', 'leave out --sasl-username'],
];
const PROPERTIES: Words = [
  ['ssl.ca', 'ssl.truststore.location'],
  ['ssl.cert and ssl.key', 'ssl.keystore.location'],
  ['ssl.cert', 'ssl.keystore.location'],
  ['sasl.username and sasl.password', 'sasl.jaas.config'],
];

type Words = readonly (readonly [option: string, name: string])[];

/** The same for who types settings, and knows none of the options that are made of them. */
export function inSettings(message: string, given: Pick<Given, 'sources'>): string {
  const byFile = isByFile(given);
  const protocol = byFile ? 'security.protocol must be' : 'give --security-protocol';
  const said = message.replace(/ speaks (\S+): .*$/, ` speaks $1: ${protocol} $1`);
  return (byFile ? PROPERTIES : FLAGS).reduce((text, [option, name]) => text.replace(option, name), said);
}
