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
import { numbers, valuesOf } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';
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
