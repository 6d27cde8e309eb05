import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokers } from '../../../cli-kit';
import { parseSettings } from '../../../cli-kit/parse-settings';
import { givenSecurity } from './given';
import { inSettings } from './in-settings';
import { parseJaas } from './jaas';
import { parseProperties } from './properties-text';
import type { Security } from './security';
import { security } from './settings';

const folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-security-'));
const PEM = '-----BEGIN CERTIFICATE-----\n';
const SECRET = 's3cret';

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let ca: string;
let password: string;

beforeAll(() => {
  ca = write('ca.crt', PEM);
  password = write('password', `${SECRET}\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

const given = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  parseSettings({ ...security, brokers }, [...args, '-b', 'kafka:9092'], env);
const of = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Security> =>
  givenSecurity(given(args, env));

/** What is refused, all at once. */
const faults = async (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string> => {
  const text = await of(args, env).then(
    () => 'nothing is refused',
    (error: unknown) => (error as Error).message,
  );
  expect(text).not.toContain(SECRET);
  return text.replaceAll(folder, '.');
};

describe('settings', () => {
  test('of nothing say nothing', async () => {
    expect(await of([])).toEqual({});
    expect(await of([], { KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT' })).toEqual({});
  });

  test('of certificates are TLS', async () => {
    expect(await of(['--ca-file', ca])).toEqual({ ssl: { ca: PEM } });
    expect(await of(['--ca-file', ca, '--cert-file', ca, '--key-file', ca])).toEqual({
      ssl: { ca: PEM, cert: PEM, key: PEM },
    });
    expect(await of([], { KAFKA_SECURITY_PROTOCOL: 'SSL' })).toEqual({ ssl: {} });
  });

  test('of a user are a login over TLS, unless another protocol is given, with the password that the file holds then', async () => {
    const env = { KAFKA_USERNAME: 'alice', KAFKA_PASSWORD_FILE: password };
    const { ssl, sasl } = await of([], env);
    expect(ssl).toEqual({});
    expect(sasl).toMatchObject({ mechanism: 'SCRAM-SHA-512', username: 'alice' });
    const { password: ask } = sasl as unknown as { readonly password: () => string };
    expect(ask()).toBe(SECRET);
    write('password', 'other');
    expect(ask()).toBe('other');
    write('password', `${SECRET}\n`);
    const plain = await of(['--security-protocol', 'SASL_PLAINTEXT', '--sasl-mechanism', 'PLAIN'], env);
    expect(plain).toMatchObject({ sasl: { mechanism: 'PLAIN' } });
    expect(plain.ssl).toBeUndefined();
  });

  test.each([
    [['--cert-file', 'a'], 'KAFKA_KEY_FILE is needed beside --cert-file'],
    [['--sasl-username', 'alice'], 'KAFKA_PASSWORD_FILE is needed beside --sasl-username'],
    [
      ['--security-protocol', 'SASL_SSL'],
      'KAFKA_USERNAME is needed beside --security-protocol\nKAFKA_PASSWORD_FILE is needed beside --security-protocol',
    ],
    [
      ['--security-protocol', 'PLAINTEXT', '--ca-file', 'a', '--sasl-username', 'b'],
      '--ca-file does nothing with PLAINTEXT: leave it out\n--sasl-username does nothing with PLAINTEXT: leave it out',
    ],
    [
      ['--security-protocol', 'SSL', '--sasl-mechanism', 'PLAIN'],
      '--sasl-mechanism does nothing with SSL: leave it out',
    ],
    [['--command-config', 'a', '--ca-file', 'b'], '--command-config says all of how to get in: leave out --ca-file'],
  ])('are refused that contradict themselves, all at once: %j', async (args, message) => {
    expect(await faults(args)).toBe(message);
  });

  test('name the file that cannot be read', async () => {
    expect(await faults(['--ca-file', join(folder, 'none')])).toMatch(
      /^--ca-file must be a file of PEM, but \.\/none is not: ENOENT/,
    );
    expect(await faults([], { KAFKA_CA_FILE: password })).toBe(
      'KAFKA_CA_FILE must be a file of PEM, but ./password is not: it has no -----BEGIN',
    );
    expect(await faults(['--command-config', join(folder, 'none')])).toMatch(
      /^--command-config must be a file of properties, but \.\/none is not: ENOENT/,
    );
    const env = { KAFKA_USERNAME: 'alice', KAFKA_PASSWORD_FILE: write('empty', '\n') };
    expect(await faults([], env)).toBe('KAFKA_PASSWORD_FILE must hold a password, but ./empty does not: it is empty');
  });

  test('that are typed go over variables', async () => {
    const file = write('typed.properties', 'security.protocol=SSL');
    expect(await of(['--command-config', file], { KAFKA_CA_FILE: ca })).toEqual({ ssl: {} });
    expect(await of(['--ca-file', ca], { KAFKA_CLIENT_PROPERTIES: file })).toEqual({ ssl: { ca: PEM } });
    expect(await faults([], { KAFKA_CLIENT_PROPERTIES: file, KAFKA_CA_FILE: ca })).toBe(
      'KAFKA_CLIENT_PROPERTIES says all of how to get in: leave out KAFKA_CA_FILE',
    );
  });
});

const JAAS = (module: string) =>
  `org.apache.kafka.common.security.${module} required username="alice" password="${SECRET}";`;

describe('a file of properties', () => {
  const properties = (...lines: readonly string[]) => [
    '--command-config',
    write('client.properties', lines.join('\n')),
  ];

  test('is read as Java reads it', () => {
    const text = '# a\n! b\n\n a = b \\\n   c\nd:e\nf g\nh\\=\\u0069=j\\n\\\\\nk=\\\\\nlast';
    expect([...parseProperties(text)]).toEqual([
      ['a', 'b c'],
      ['d', 'e'],
      ['f', 'g'],
      ['h=i', 'j\n\\'],
      ['k', '\\'],
      ['last', ''],
    ]);
  });

  test('is TLS and a login', async () => {
    expect(
      await of(
        properties(
          'security.protocol=SASL_SSL',
          'sasl.mechanism=SCRAM-SHA-256',
          `sasl.jaas.config=${JAAS('scram.ScramLoginModule')}`,
          'ssl.truststore.type=PEM',
          `ssl.truststore.location=${ca}`,
          'acks=all',
        ),
      ),
    ).toEqual({ ssl: { ca: PEM }, sasl: { mechanism: 'SCRAM-SHA-256', username: 'alice', password: SECRET } });
  });

  test('is TLS with a certificate, at any host', async () => {
    const { ssl } = await of(
      properties(
        'security.protocol=SSL',
        'ssl.keystore.type=PEM',
        `ssl.keystore.location=${ca}`,
        'ssl.key.password=x',
        'ssl.truststore.type=PEM',
        'ssl.truststore.certificates=-----BEGIN a \\\n  b',
        'ssl.endpoint.identification.algorithm=',
      ),
    );
    expect(ssl).toEqual({
      ca: '-----BEGIN a b',
      cert: PEM,
      key: PEM,
      passphrase: 'x',
      checkServerIdentity: expect.any(Function) as unknown,
    });
  });

  test('is refused with the names of all that is not understood', async () => {
    const said = await faults(
      properties(
        'security.protocol=TLS',
        'ssl.truststore.location=a.jks',
        'ssl.truststore.password=s3cret',
        'sasl.kerberos.service.name=kafka',
        'ssl.endpoint.identification.algorithm=none',
        'config.providers=file',
      ),
    );
    expect(said.replaceAll('./client.properties: ', '').split('\n')).toEqual([
      'ssl.truststore.password is not understood here: remove it',
      'sasl.kerberos.service.name is not understood here: remove it',
      'config.providers is not understood here: remove it',
      'security.protocol must be one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL',
      'ssl.truststore.type must be PEM: keytool and openssl make that of other stores',
      'ssl.endpoint.identification.algorithm must be https, or empty',
    ]);
  });

  test.each([
    ['GSSAPI', JAAS('scram.ScramLoginModule')],
    ['PLAIN', JAAS('scram.ScramLoginModule')],
    ['PLAIN', 'com.sun.security.auth.module.Krb5LoginModule required username="a" password="s3cret";'],
    ['PLAIN', 'org.apache.kafka.common.security.plain.PlainLoginModule required password="s3cret";'],
  ])('is refused with a login that is not understood, and does not show it: %s', async (mechanism, jaas) => {
    const login = [`sasl.mechanism=${mechanism}`, `sasl.jaas.config=${jaas}`];
    expect(await faults(properties('security.protocol=SASL_SSL', ...login))).toMatch(
      /^\.\/client\.properties: sasl\.mechanism and sasl\.jaas\.config must be one of PLAIN/,
    );
  });

  test('has passwords with any letter in them', () => {
    expect(
      parseJaas(
        'org.apache.kafka.common.security.plain.PlainLoginModule required\n username=alice password="a\\"b;c=d \\\\";',
      ),
    ).toEqual({
      by: 'plain',
      username: 'alice',
      password: 'a"b;c=d \\',
    });
  });
});

test('what clients say of their options is said of settings', () => {
  const inFlags = (message: string) => inSettings(message, given(['--ca-file', 'a']));
  expect(inFlags('kafka:1 speaks SASL_SSL: give ssl, give sasl')).toBe(
    'kafka:1 speaks SASL_SSL: give --security-protocol SASL_SSL',
  );
  expect(inFlags('kafka:1 refuses user "a": b; check sasl.username and sasl.password')).toBe(
    'kafka:1 refuses user "a": b; check --sasl-username and --sasl-password-file',
  );
  const both = parseSettings(security, ['--ca-file', 'a'], { KAFKA_CLIENT_PROPERTIES: 'b' });
  expect(inSettings('kafka:1 wants one: give ssl.ca', both)).toBe('kafka:1 wants one: give --ca-file');
  const inFile = (message: string) => inSettings(message, given(['--command-config', 'a']));
  expect(inFile('kafka:1 wants one: give ssl.cert and ssl.key')).toBe('kafka:1 wants one: give ssl.keystore.location');
});
