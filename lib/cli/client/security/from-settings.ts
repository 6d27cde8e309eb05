import { UsageError } from '../../../cli-kit';
import { passwordIn } from '../password-in';
import type { Given, Security } from './security';
import { pemIn } from './pem-in';
import { security, SINGLE } from './settings';

const MECHANISM = 'SCRAM-SHA-512';
const OF_LOGIN = ['username', 'saslPasswordFile', 'mechanism'] as const;

/** @throws {UsageError} all that contradicts itself or is missing; then what cannot be read */
export function fromSettings(given: Given): Security {
  const { certFile, keyFile, username, saslPasswordFile, mechanism = MECHANISM, securityProtocol } = given.values;
  const byDefault = OF_LOGIN.some((name) => given.sources[name] !== undefined) ? 'SASL_SSL' : 'SSL';
  const protocol = securityProtocol ?? byDefault;
  const [hasTls, hasLogin] = [protocol.endsWith('SSL'), protocol.startsWith('SASL_')];
  const faults = [
    ...(hasTls ? [] : useless(given, ['caFile', 'certFile', 'keyFile'], protocol)),
    ...(hasLogin ? missing(given, ['username', 'saslPasswordFile']) : []),
    ...(hasLogin ? [] : useless(given, OF_LOGIN, protocol)),
    ...((certFile === undefined) === (keyFile === undefined) ? [] : missing(given, ['certFile', 'keyFile'])),
  ];
  if (faults.length > 0) throw new UsageError(faults);
  const read = (name: 'caFile' | 'certFile' | 'keyFile') =>
    given.values[name] === undefined ? undefined : pemIn(given.values[name], nameOf(given, name));
  const [ca, cert, key] = [read('caFile'), read('certFile'), read('keyFile')];
  return {
    ...(hasTls && { ssl: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } }),
    ...(hasLogin && {
      sasl: {
        mechanism,
        username: username!,
        password: passwordIn(saslPasswordFile!, nameOf(given, 'saslPasswordFile')),
      },
    }),
  };
}

type Name = keyof Given['values'];

/** As it was given, or can be. */
const nameOf = ({ sources }: Given, name: Name): string => sources[name]?.name ?? security[name].env![0]!;

const useless = (given: Given, names: readonly Name[], protocol: string): readonly string[] =>
  names.flatMap((name) =>
    given.sources[name] === undefined ? [] : [`${nameOf(given, name)} does nothing with ${protocol}: leave it out`],
  );

const missing = (given: Given, names: readonly Name[]): readonly string[] =>
  names.flatMap((name) => {
    if (given.sources[name] !== undefined) return [];
    const others = SINGLE.filter((one) => given.sources[one] !== undefined);
    return [`${nameOf(given, name)} is needed beside ${others.map((one) => nameOf(given, one)).join(', ')}`];
  });
