import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connect,
  consume,
  createAcls,
  createProducer,
  deleteAcls,
  listTopics,
  read,
  TransactionalProducer,
  upsertScramCredentials,
  type ConnectOptions,
} from '../../lib/kafka';
import { Kafka, logLevel } from '../../lib/kafkajs';
import { eventually } from '../support/eventually';
import { numbers, valuesOf } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';
import { run } from '../support/run';
import { SecuredBroker, SESSION_MS } from '../support/secured-broker';

jest.setTimeout(60_000);

const kafka = new SecuredBroker();

type Settings = Omit<ConnectOptions, 'deadlineMs'>;

const PASSWORD = 'alice-secret';
const alice = { username: 'alice', password: PASSWORD } as const;
// As Kafka takes it: SASLprep would make another one of it, in which Ⅸ is IX and the soft hyphen is not there.
const ODD = { username: 'b,ob=', password: 'pä=ß,\u00adⅨ 値' } as const;

const trusting = () => ({ ca: kafka.authority.own.cert });

/** Of nobody's signature, which only the validator for tests takes. */
function token(fromNowSeconds = 3600): { readonly value: string } {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'alice', iat: now - 100, exp: now + fromNowSeconds };
  return {
    value: `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`,
  };
}

beforeAll(async () => {
  for (const mechanism of ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)
    await upsertScramCredentials(kafka.client, [
      { user: alice.username, mechanism, password: PASSWORD },
      { user: ODD.username, mechanism, password: ODD.password },
    ]);
});

const ways: readonly (readonly [name: string, settings: () => Settings])[] = [
  [
    'a certificate',
    () => {
      const { cert, key } = kafka.authority.issue('alice');
      return { brokers: [kafka.at('MTLS')], ssl: { ...trusting(), cert, key } };
    },
  ],
  ['PLAIN over TLS', () => ({ brokers: [kafka.at('TLS')], ssl: trusting(), sasl: { mechanism: 'PLAIN', ...alice } })],
  [
    'SCRAM-SHA-256 over TLS',
    () => ({ brokers: [kafka.at('TLS')], ssl: trusting(), sasl: { mechanism: 'SCRAM-SHA-256', ...ODD } }),
  ],
  [
    'SCRAM-SHA-512',
    () => ({
      brokers: [kafka.at('LOGIN')],
      sasl: { mechanism: 'SCRAM-SHA-512', ...ODD, password: () => Promise.resolve(ODD.password) },
    }),
  ],
  [
    'a token over TLS',
    () => ({ brokers: [kafka.at('TLS')], ssl: trusting(), sasl: { mechanism: 'OAUTHBEARER', token } }),
  ],
];

test.each(ways)('produces, consumes in a group, in a transaction, and administers: by %s', async (name, settings) => {
  const topic = await kafka.freshTopic(2);
  const client = await connect(settings());
  const producer = await createProducer(client, { lingerMs: 0 });
  const deliveries = await Promise.all(numbers(50).map((value) => producer.send({ topic, key: value, value })));
  expect(deliveries.map(({ outcome }) => outcome)).toEqual(deliveries.map(() => 'acked'));
  const large = 'x'.repeat(900_000);
  expect(await producer.send({ topic, key: 'large', value: large })).toMatchObject({ outcome: 'acked' });
  await producer.close();
  const transactions = new TransactionalProducer(client, { transactionalId: name, lingerMs: 0 });
  await transactions.transaction((transaction) => transaction.send({ topic, value: 'in a transaction' }));
  await transactions.close();
  const seen: string[] = [];
  const group = { groupId: name, topics: [topic], fromBeginning: true, count: 52 };
  await consume(client, group, (batch) => void seen.push(...valuesOf(batch)));
  expect(seen.sort()).toEqual([...numbers(50), large, 'in a transaction'].sort());
  expect((await listTopics(client)).map(({ name }) => name)).toContain(topic);
  await client.close();
});

type Refusal = readonly [what: string, settings: () => Settings, code: string, message: RegExp];

const login = (sasl: object): Settings => ({
  brokers: [kafka.at('LOGIN')],
  sasl: sasl as NonNullable<Settings['sasl']>,
});

const refusals: readonly Refusal[] = [
  [
    'another password',
    () => login({ mechanism: 'SCRAM-SHA-512', ...alice, password: 'wrong' }),
    'SASL_AUTHENTICATION_FAILED',
    /refuses user "alice": .*invalid credentials.*; check sasl\.username and sasl\.password$/,
  ],
  [
    'nobody known',
    () => login({ mechanism: 'SCRAM-SHA-256', ...alice, username: 'eve' }),
    'SASL_AUTHENTICATION_FAILED',
    /refuses user "eve": .*invalid credentials/,
  ],
  [
    'another password, told',
    () => login({ mechanism: 'PLAIN', ...alice, password: 'wrong' }),
    'SASL_AUTHENTICATION_FAILED',
    /refuses user "alice": .*Invalid username or password/,
  ],
  [
    'a token that is over',
    () => login({ mechanism: 'OAUTHBEARER', token: () => token(-50) }),
    'SASL_AUTHENTICATION_FAILED',
    /refuses the token: .*invalid_token.*; check sasl\.token$/,
  ],
  [
    'a mechanism that is not enabled',
    () => ({ ...login({ mechanism: 'OAUTHBEARER', token }), brokers: [kafka.at('SHORT')] }),
    'UNSUPPORTED_SASL_MECHANISM',
    /does not let one log in by OAUTHBEARER: sasl\.mechanism must be one of SCRAM-SHA-256$/,
  ],
  [
    'no authority',
    () => ({ brokers: [kafka.at('MTLS')], ssl: true }),
    'TLS_FAILED',
    /authority that is not trusted.* ssl\.ca$/,
  ],
  [
    'another name',
    () => ({ brokers: [kafka.at('MTLS').replace('localhost', '127.0.0.1')], ssl: trusting() }),
    'TLS_FAILED',
    /other names \(DNS:localhost\)/,
  ],
  [
    'no certificate',
    () => ({ brokers: [kafka.at('MTLS')], ssl: trusting() }),
    'TLS_FAILED',
    /wants a certificate of this client: give ssl\.cert and ssl\.key$/,
  ],
  [
    'no certificate, by TLS 1.2',
    () => ({ brokers: [kafka.at('MTLS')], ssl: { ...trusting(), maxVersion: 'TLSv1.2' } }),
    'TLS_FAILED',
    /wants a certificate of this client/,
  ],
  [
    'a certificate of another authority',
    () => {
      const { cert, key } = kafka.stranger.issue('alice');
      return { brokers: [kafka.at('MTLS')], ssl: { ...trusting(), cert, key } };
    },
    'TLS_FAILED',
    /does not take the certificate in ssl\.cert/,
  ],
  [
    'a certificate that has expired',
    () => {
      const { cert, key } = kafka.authority.issue('late', undefined, -1);
      return { brokers: [kafka.at('MTLS')], ssl: { ...trusting(), cert, key } };
    },
    'TLS_FAILED',
    /does not take the certificate in ssl\.cert/,
  ],
  [
    'no TLS',
    () => ({ brokers: [kafka.at('TLS')], sasl: { mechanism: 'PLAIN', ...alice } }),
    'WRONG_SECURITY_PROTOCOL',
    /speaks SASL_SSL: give ssl$/,
  ],
  [
    'no TLS, and no certificate',
    () => ({ brokers: [kafka.at('MTLS')] }),
    'WRONG_SECURITY_PROTOCOL',
    /speaks SSL: give ssl$/,
  ],
  [
    'TLS without need',
    () => ({ brokers: [kafka.at('LOGIN')], ssl: trusting(), sasl: { mechanism: 'PLAIN', ...alice } }),
    'WRONG_SECURITY_PROTOCOL',
    /speaks SASL_PLAINTEXT: leave out ssl$/,
  ],
  [
    'no login',
    () => ({ brokers: [kafka.at('LOGIN')] }),
    'WRONG_SECURITY_PROTOCOL',
    /speaks SASL_PLAINTEXT: give sasl, whose mechanism must be one of .*SCRAM-SHA-512/,
  ],
  [
    'no login, over TLS',
    () => ({ brokers: [kafka.at('TLS')], ssl: trusting() }),
    'WRONG_SECURITY_PROTOCOL',
    /speaks SASL_SSL: give sasl/,
  ],
  [
    'a login without need',
    () => ({ brokers: kafka.local.bootstrap, sasl: { mechanism: 'PLAIN', ...alice } }),
    'WRONG_SECURITY_PROTOCOL',
    /has nobody log in there: leave out sasl$/,
  ],
];

test.each(refusals)('ends at once, with the cause and the cure, for %s', async (_, settings, code, message) => {
  const given = settings();
  const refusal = await rejection(connect({ ...given, deadlineMs: Infinity }));
  expect(refusal).toMatchObject({ code, retriable: false });
  expect(refusal.message).toMatch(message);
  expect(refusal.message).toMatch(new RegExp(`^${given.brokers[0]!} `));
  expect(refusal.message).not.toMatch(/wrong|alice-secret|\n/);
});

describe('a login that lasts three seconds', () => {
  const mechanism = 'SCRAM-SHA-256';

  test('is renewed on the connection, and nobody who sends or reads meanwhile notices', async () => {
    const topic = await kafka.freshTopic(2);
    const told = { authenticated: 0, disconnected: [] as string[], connected: 0 };
    const client = await connect({
      brokers: [kafka.at('SHORT')],
      sasl: { mechanism, ...alice },
      on: {
        connected: () => told.connected++,
        disconnected: ({ reason }) => void told.disconnected.push(reason),
        answered: ({ apiName }) => (told.authenticated += Number(apiName === 'SaslHandshake')),
      },
    });
    const producer = await createProducer(client, { lingerMs: 0 });
    const [sent, seen] = [[] as string[], [] as string[]];
    const stop = new AbortController();
    const group = { groupId: 'short', topics: [topic], fromBeginning: true, signal: stop.signal };
    const consuming = consume(client, group, (batch) => void seen.push(...valuesOf(batch)));
    const reading = (async () => {
      let read_ = 0;
      for await (const { messages } of read(client, { topic, until: 'never', signal: stop.signal }))
        read_ += messages.length;
      return read_;
    })();
    const end = performance.now() + 2.5 * SESSION_MS;
    while (performance.now() < end) {
      const values = numbers(20, sent.length);
      const deliveries = await Promise.all(values.map((value) => producer.send({ topic, key: value, value })));
      expect(deliveries.map(({ outcome }) => outcome)).toEqual(values.map(() => 'acked'));
      sent.push(...values);
      await delay(5);
    }
    await eventually('all are consumed', () => seen.length >= sent.length);
    expect(told.disconnected).toEqual([]);
    // Those in use all the time log in anew at least twice.
    expect(told.authenticated).toBeGreaterThan(2 * told.connected - 1);
    stop.abort();
    await Promise.all([consuming, reading, producer.close()]);
    expect(seen.map(Number).sort((a, b) => a - b)).toEqual(sent.map(Number));
    await client.close();
  });

  test('is renewed with the password of then', async () => {
    const topic = await kafka.freshTopic(1);
    const change = (password: string) => upsertScramCredentials(kafka.client, [{ user: 'carol', mechanism, password }]);
    let password = 'first-secret';
    await change(password);
    const carol = (password: string | (() => string)): Settings => ({
      brokers: [kafka.at('SHORT')],
      sasl: { mechanism, username: 'carol', password },
    });
    await eventually('carol is known', async () => {
      const client = await connect(carol(password)).catch(() => undefined);
      await client?.close();
      return client !== undefined;
    });
    const [knowing, stuck] = [await connect(carol(() => password)), await connect(carol(password))];
    const [good, bad] = [await createProducer(knowing), await createProducer(stuck, { deliveryTimeoutMs: 2000 })];
    const message = { topic, value: 'a' };
    for (const producer of [good, bad]) expect(await producer.send(message)).toMatchObject({ outcome: 'acked' });
    await change((password = 'second-secret'));
    await delay(SESSION_MS);
    expect(await good.send(message)).toMatchObject({ outcome: 'acked' });
    // A client that is connected tries on, as where no broker is reached: the right password may be on its way.
    const refused = await bad.send(message);
    expect((refused as { readonly error?: Error }).error?.message).toMatch(
      /refuses user "carol": .*invalid credentials/,
    );
    await Promise.all([good.close(), bad.close()]);
    await Promise.all([knowing.close(), stuck.close()]);
  });
});

test('tries on, as where no broker is reached, while there is no password', async () => {
  const sasl = {
    mechanism: 'PLAIN',
    username: 'alice',
    password: () => Promise.reject(new Error('the vault is shut')),
  } as const;
  const refusal = await rejection(connect({ brokers: [kafka.at('LOGIN')], sasl, deadlineMs: 500 }));
  expect(refusal).toMatchObject({ code: 'CANNOT_CONNECT' });
  expect(refusal.message).toMatch(/waits for a login, but sasl\.password failed: the vault is shut$/);
});

test('names what one has no right to: the topic, the group, the transactional id', async () => {
  const topic = await kafka.freshTopic(1);
  const names = { topic, group: 'closed-group', transactionalId: 'closed-id' };
  const rights = {
    principal: 'User:nobody',
    host: '*',
    permissionType: 'allow',
    operation: 'all',
    patternType: 'literal',
  } as const;
  const closed = Object.entries(names).map(([resourceType, resourceName]) => ({
    ...rights,
    resourceType: resourceType as keyof typeof names,
    resourceName,
  }));
  await createAcls(kafka.client, closed);
  const client = await connect(login({ mechanism: 'PLAIN', ...alice }));
  const open = await kafka.freshTopic(1);
  const producer = await createProducer(client);
  const asked: readonly (readonly [code: string, named: string, work: () => Promise<unknown>])[] = [
    ['TOPIC_REFUSED', topic, () => producer.send({ topic, value: 'a' })],
    [
      'TOPIC_REFUSED',
      topic,
      () => consume(client, { groupId: 'any', topics: [topic], fromBeginning: true }, () => undefined),
    ],
    [
      'GROUP_AUTHORIZATION_FAILED',
      names.group,
      () => consume(client, { groupId: names.group, topics: [open], fromBeginning: true }, () => undefined),
    ],
    [
      'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
      names.transactionalId,
      async () => {
        const transactions = new TransactionalProducer(client, { transactionalId: names.transactionalId });
        await transactions.transaction((transaction) => transaction.send({ topic: open, value: 'a' }));
      },
    ],
  ];
  const said: string[] = [];
  for (const [, , work] of asked) {
    const outcome = await work().catch((error: unknown) => error);
    const error = (outcome instanceof Error ? outcome : (outcome as { error?: Error }).error) as Error & {
      code?: string;
    };
    said.push(`${error.code}: ${error.message}`);
  }
  expect(said).toEqual(
    asked.map(([code, named]) => expect.stringMatching(new RegExp(`^${code}: .*"${named}"`)) as string),
  );
  await producer.close();
  await client.close();
  await deleteAcls(kafka.client, closed);
});

describe('a command', () => {
  const program = (verb: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    run(process.execPath, ['-r', './register.js', `lib/cli/${verb}.ts`, ...args], { env, input: 'a\nb\n' });

  test('gets in by settings, and by the file of properties that Kafka’s own tools take', async () => {
    const topic = await kafka.freshTopic(1);
    const write = (name: string, text: string): string => {
      writeFileSync(join(kafka.folder, name), text);
      return join(kafka.folder, name);
    };
    const { certFile: ca } = kafka.authority.own;
    const env = { KAFKA_CA_FILE: ca, KAFKA_USERNAME: 'alice', KAFKA_PASSWORD_FILE: write('password', `${PASSWORD}\n`) };
    const produced = await program('produce', ['-b', kafka.at('TLS'), '-t', topic, '--file', '-'], env);
    expect(produced).toMatchObject({ exitCode: 0 });
    const properties = write(
      'client.properties',
      `security.protocol=SASL_SSL
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
  username="alice" password="${PASSWORD}";
ssl.truststore.type=PEM
ssl.truststore.location=${ca}
`,
    );
    const given = ['-b', kafka.at('TLS'), '--command-config', properties];
    const consumed = await program('consume', [...given, '-t', topic]);
    expect(consumed).toMatchObject({ exitCode: 0, stdout: 'a\nb\n' });
    const args = ['--bootstrap-server', kafka.at('TLS'), '--command-config', properties, '--list'];
    expect((await runKafkaTool('org.apache.kafka.tools.TopicCommand', args)).stdout).toContain(topic);
    const wrong = write('wrong', 'wrong-secret');
    const refused = await program('consume', ['-b', kafka.at('TLS'), '-t', topic, '--deadline', '1h'], {
      ...env,
      KAFKA_PASSWORD_FILE: wrong,
    });
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^\S+ refuses user "alice": .*; check --sasl-username and --sasl-password-file\n$/);
    for (const { stderr, stdout } of [produced, consumed, refused]) expect(`${stdout}${stderr}`).not.toMatch(/-secret/);
  });
});

test('programs that are written for kafkajs get in by its options', async () => {
  const topic = await kafka.freshTopic(1);
  const of = (password: string) =>
    new Kafka({
      brokers: [kafka.at('TLS')],
      logLevel: logLevel.NOTHING,
      ssl: { ca: [kafka.authority.own.cert] },
      sasl: { mechanism: 'scram-sha-256', username: 'alice', password },
    });
  const producer = of(PASSWORD).producer();
  await producer.connect();
  expect(await producer.send({ topic, messages: [{ value: 'a' }] })).toMatchObject([{ errorCode: 0, baseOffset: '0' }]);
  await producer.disconnect();
  const refusal = await rejection(of('wrong').producer().connect());
  expect(refusal).toMatchObject({ name: 'KafkaJSSASLAuthenticationError', retriable: false });
});
