import { propertiesText } from '../../cluster';
import type { Secured, WayIn } from './way-in';

const CLASSES = 'org.apache.kafka.common';

/** A `client.properties` of Java's clients and of Kafka's own tools. A password is read from its file, by a provider of Kafka's. */
export const javaProperties = ({ brokers, secured }: WayIn): string =>
  propertiesText({ 'bootstrap.servers': brokers.join(','), ...(secured && securityOf(secured)) });

function securityOf({ ca, login }: Secured): Readonly<Record<string, string>> {
  const trust = { 'ssl.truststore.type': 'PEM', 'ssl.truststore.location': ca };
  if (login.by === 'certificate')
    return { 'security.protocol': 'SSL', ...trust, 'ssl.keystore.type': 'PEM', 'ssl.keystore.location': login.both };
  const { user, folder } = login;
  return {
    'security.protocol': 'SASL_SSL',
    ...trust,
    'sasl.mechanism': 'SCRAM-SHA-512',
    'config.providers': 'dir',
    'config.providers.dir.class': `${CLASSES}.config.provider.DirectoryConfigProvider`,
    'config.providers.dir.param.allowed.paths': folder,
    'sasl.jaas.config': `${CLASSES}.security.scram.ScramLoginModule required username="${user}" password="\${dir:${folder}:password}";`,
  };
}
