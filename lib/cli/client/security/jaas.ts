const MODULE = /^\s*org\.apache\.kafka\.common\.security\.(plain\.PlainLoginModule|scram\.ScramLoginModule)\s/;

export interface JaasLogin {
  readonly by: 'plain' | 'scram';
  readonly username: string;
  readonly password: string;
}

/**
 * Who logs in, by what `sasl.jaas.config` says of Kafka's own modules for PLAIN and SCRAM.
 * @returns undefined for any other; why is not told, as a password may be in it
 */
export function parseJaas(text: string): JaasLogin | undefined {
  const module = MODULE.exec(text)?.[1];
  const entries = [...text.matchAll(/\b(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/gs)].map(
    ([, name, quoted, bare]) => [name, quoted?.replaceAll(/\\(.)/gs, '$1') ?? bare] as const,
  );
  const { username, password } = Object.fromEntries(entries) as Partial<Record<string, string>>;
  if (module === undefined || username === undefined || password === undefined) return undefined;
  return { by: module.startsWith('plain') ? 'plain' : 'scram', username, password };
}
