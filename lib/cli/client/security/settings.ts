import { choice, string, type Values } from '../../../cli-kit';

const file = (flag: string, env: string, help: string) =>
  string({ flag: [flag], env: [env], metavar: 'PATH', default: undefined, help });

/** How to get in where brokers do not take everybody. Of a password only the file is named, which no list of processes shows. */
export const security = {
  commandConfig: file(
    'command-config',
    'KAFKA_CLIENT_PROPERTIES',
    "properties of a Java client that say how to get in, as for Kafka's own tools; instead of the flags below",
  ),
  securityProtocol: choice({
    flag: ['security-protocol'],
    env: ['KAFKA_SECURITY_PROTOCOL'],
    metavar: 'PROTOCOL',
    of: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
    default: undefined,
    help: 'PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL; by default SASL_SSL with a user, SSL with certificates, else PLAINTEXT',
  }),
  caFile: file('ca-file', 'KAFKA_CA_FILE', 'PEM of the authorities to trust; by default those that Node.js knows'),
  certFile: file('cert-file', 'KAFKA_CERT_FILE', 'PEM of the certificate to show to brokers that want one'),
  keyFile: file('key-file', 'KAFKA_KEY_FILE', 'PEM of its key'),
  mechanism: choice({
    flag: ['sasl-mechanism'],
    env: ['KAFKA_SASL_MECHANISM'],
    metavar: 'MECHANISM',
    of: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
    default: undefined,
    help: 'PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, which is the default',
  }),
  username: string({
    flag: ['sasl-username'],
    env: ['KAFKA_USERNAME'],
    metavar: 'NAME',
    default: undefined,
    help: 'the user to log in as',
  }),
  saslPasswordFile: file(
    'sasl-password-file',
    'KAFKA_PASSWORD_FILE',
    'a file that holds the password of the user; it is read at each login',
  ),
};

/** Those that a file of properties stands in for. */
export const SINGLE = (Object.keys(security) as (keyof typeof security)[]).filter((name) => name !== 'commandConfig');

export type SecurityValues = Values<typeof security>;
