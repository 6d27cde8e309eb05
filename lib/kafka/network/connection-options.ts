export interface ConnectionOptions {
  /** Names the program in the brokers' logs and quotas. @default 'kafka-streaming' */
  readonly clientId: string;
  /** How long a broker may take to accept and to tell its versions, milliseconds. Java: `socket.connection.setup.timeout.ms`, 10000. @default 3000 */
  readonly connectTimeoutMs: number;
  /**
   * How long a connection may be silent, milliseconds, while an answer is awaited: it is closed when no byte has moved for so long,
   * in either direction. Java's `request.timeout.ms`, which counts from sending. @default 30000
   */
  readonly requestTimeoutMs: number;
  /** An answer that announces more bytes than these is none of Kafka's. @default 268435456 (256 MiB) */
  readonly maxAnswerBytes: number;
}

export const CONNECTION_DEFAULTS: ConnectionOptions = {
  clientId: 'kafka-streaming',
  connectTimeoutMs: 3000,
  requestTimeoutMs: 30_000,
  maxAnswerBytes: 256 * 1024 * 1024,
};
