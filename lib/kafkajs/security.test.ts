import { Kafka, KafkaJSNonRetriableError, type KafkaConfig } from '.';
import { securityOf } from './security';

const alice = { username: 'alice', password: 'secret' };

test.each([
  [{}, {}],
  [{ ssl: false }, { ssl: false }],
  [{ ssl: { ca: ['x'] } }, { ssl: { ca: ['x'] } }],
  [{ sasl: { mechanism: 'plain', ...alice } }, { sasl: { mechanism: 'PLAIN', ...alice } }],
  [{ sasl: { mechanism: 'SCRAM-SHA-256', ...alice } }, { sasl: { mechanism: 'SCRAM-SHA-256', ...alice } }],
  [{ sasl: { mechanism: 'scram-sha-512', ...alice } }, { sasl: { mechanism: 'SCRAM-SHA-512', ...alice } }],
] as unknown as readonly [KafkaConfig, object][])('%j is %j', (config, expected) => {
  expect(securityOf(config)).toEqual(expected);
});

test('a provider of tokens is asked for them', () => {
  const oauthBearerProvider = () => Promise.resolve({ value: 'x' });
  expect(securityOf({ sasl: { mechanism: 'oauthbearer', oauthBearerProvider } })).toEqual({
    sasl: { mechanism: 'OAUTHBEARER', token: oauthBearerProvider },
  });
});

test.each([
  { sasl: { mechanism: 'aws', authorizationIdentity: 'a', accessKeyId: 'b', secretAccessKey: 'secret' } },
  { sasl: { mechanism: 'own', authenticationProvider: () => ({ authenticate: () => Promise.resolve() }) } },
  { sasl: { mechanism: 'gssapi', ...alice } as unknown as NonNullable<KafkaConfig['sasl']> },
] as const)('what the engine does not have is refused at once, without a word of what is secret: %j', (config) => {
  const refused = () => new Kafka({ brokers: ['localhost:1'], ...config });
  expect(refused).toThrow(KafkaJSNonRetriableError);
  expect(refused).toThrow(/^sasl\.mechanism must be plain, .* but "(aws|own|gssapi)" was given/);
  expect(refused).not.toThrow('secret');
});
