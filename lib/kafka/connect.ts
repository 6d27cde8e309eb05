import type { Client } from './client';
import type { Log } from './log';

export interface ConnectOptions {
  /** Bootstrap addresses, `host:port`; one that answers is enough. */
  readonly brokers: readonly string[];
  /** Names the program in the brokers' logs and quotas. @default 'kafka-streaming' */
  readonly clientId?: string;
  /** @default - nothing is logged */
  readonly log?: Log;
  /** How long to go on trying while no broker answers, milliseconds: a cluster may still be starting. @default 30000 */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * @throws {KafkaError} `CANNOT_CONNECT` (exit code 3) after the deadline, with each address and why it failed
 * @throws {KafkaError} `INVALID_ADDRESS` (exit code 2) at once
 */
export function connect(_options: ConnectOptions): Promise<Client> {
  return Promise.reject(new Error('not built yet'));
}
