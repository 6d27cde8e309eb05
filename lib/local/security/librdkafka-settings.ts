import type { WayIn } from './way-in';

/** The settings of librdkafka, which kcat and most languages build on: all but a password. @see https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md */
export function librdkafkaSettings({ brokers, secured }: WayIn): Readonly<Record<string, string>> {
  const bootstrap = { 'bootstrap.servers': brokers.join(',') };
  if (!secured) return bootstrap;
  const { ca, login } = secured;
  return {
    ...bootstrap,
    'security.protocol': login.by === 'password' ? 'SASL_SSL' : 'SSL',
    'ssl.ca.location': ca,
    ...(login.by === 'password'
      ? { 'sasl.mechanism': 'SCRAM-SHA-512', 'sasl.username': login.user }
      : { 'ssl.certificate.location': login.cert, 'ssl.key.location': login.key }),
  };
}

export const settingsText = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
