import { inspect } from 'node:util';
import { textFault } from '../network/sasl/text-fault';
import { TLS_OPTIONS } from '../network/tls/options';

/** What `ssl` may be. */
export const SSL = `true, or an object of ${TLS_OPTIONS.join(', ')}`;

/** What `sasl` may be. */
export const SASL =
  "{ mechanism: 'PLAIN', 'SCRAM-SHA-256' or 'SCRAM-SHA-512', username, password }, without line ends and other control characters in them, or { mechanism: 'OAUTHBEARER', token: a function }";

const BY_PASSWORD: readonly unknown[] = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];

type Given = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One that is not known would be ignored in silence, which might leave a door open. */
export const isSsl = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (isObject(value) && Object.keys(value).every((name) => (TLS_OPTIONS as readonly string[]).includes(name)));

export const isSasl = (value: unknown): boolean =>
  value === false || (isObject(value) && (isTokenLogin(value) || isPasswordLogin(value)));

const isTokenLogin = ({ mechanism, token }: Given): boolean =>
  mechanism === 'OAUTHBEARER' && typeof token === 'function';

const isPasswordLogin = ({ mechanism, username, password }: Given): boolean =>
  BY_PASSWORD.includes(mechanism) &&
  textFault(username) === undefined &&
  (typeof password === 'function' || textFault(password) === undefined);

/** A value that may hold a password or a key: what it has, and not what that is. */
export function withoutSecrets(value: unknown): string {
  if (!isObject(value)) return Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a text' : inspect(value);
  const { mechanism, ...others } = value;
  const names = [...(mechanism === undefined ? [] : [`mechanism: ${inspect(mechanism)}`]), ...Object.keys(others)];
  return `{ ${names.join(', ')} }`;
}
