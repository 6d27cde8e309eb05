import type { SaslOptions } from './sasl/options';
import type { TlsOptions } from './tls/options';

export interface ConnectionOptions {
  /** Names the program in the brokers' logs and quotas. @default 'kafka-streaming' */
  readonly clientId: string;
  /** How long a broker may take to accept and to tell its versions, and for each step of a login, milliseconds. Java: `socket.connection.setup.timeout.ms`, 10000. @default 3000 */
  readonly connectTimeoutMs: number;
  /**
   * How long a connection may be silent, milliseconds, while an answer is awaited: it is closed when no byte has moved for so long,
   * in either direction. Java's `request.timeout.ms`, which counts from sending. @default 30000
   */
  readonly requestTimeoutMs: number;
  /** An answer that announces more bytes than these is none of Kafka's. @default 268435456 (256 MiB) */
  readonly maxAnswerBytes: number;
  /** Speaks TLS with the brokers: `true` trusts the authorities that Node.js knows. @default false */
  readonly ssl?: boolean | TlsOptions;
  /** How to log in with the brokers. @default - nobody is asked who they are */
  readonly sasl?: SaslOptions | false;
}

export const CONNECTION_DEFAULTS: ConnectionOptions = {
  clientId: 'kafka-streaming',
  connectTimeoutMs: 3000,
  requestTimeoutMs: 30_000,
  maxAnswerBytes: 256 * 1024 * 1024,
};
