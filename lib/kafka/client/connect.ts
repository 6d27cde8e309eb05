import { accessFault } from './access-fault';
import { Client } from './client';
import { retry } from './retry';
import { teller, type ClientHooks } from '../hooks';
import { KafkaError, messageOf } from '../protocol/errors';
import type { Log } from '../log';
import { NoAnswerError } from '../network/no-answer-error';
import type { ConnectionOptions } from '../network/connection-options';
import { parseAddress } from '../network/parse-address';
import { invalidOption, requireOptions } from './require-options';

export interface ConnectOptions extends Partial<ConnectionOptions> {
  /** Bootstrap addresses, `host:port`; one that answers is enough. */
  readonly brokers: readonly string[];
  /** @default - nothing is logged */
  readonly log?: Log;
  /** How long to go on trying while no broker answers, milliseconds: a cluster may still be starting. @default 30000 */
  readonly deadlineMs?: number;
  /** Told once, after a second without an answer, why there is none yet. @default - nobody is told */
  readonly onWait?: (reason: string) => void;
  /** @default - nobody is told */
  readonly on?: ClientHooks;
  readonly signal?: AbortSignal;
}

/** Where a client comes in, and how. */
export type Access = Pick<ConnectOptions, 'brokers' | 'ssl' | 'sasl'>;

const NOTICE_MS = 1000;

/**
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, with each address and why it failed
 * @throws {KafkaError} `INVALID_ADDRESS`, `INVALID_OPTION` at once
 * @throws {KafkaError} `TLS_FAILED`, `WRONG_SECURITY_PROTOCOL`, `SASL_AUTHENTICATION_FAILED`, `UNSUPPORTED_SASL_MECHANISM` as soon as a
 * broker does not let the client in, and none does; a client that is connected goes on trying, and says why
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  requireOptions(options);
  const { brokers, log = () => undefined, deadlineMs = 30_000, onWait, signal } = options;
  if (!Array.isArray(brokers)) throw invalidOption('brokers', 'a list of addresses, host:port', brokers);
  if (brokers.length === 0) throw new KafkaError('INVALID_ADDRESS', 'no broker address was given');
  const addresses = brokers.map(parseAddress);
  if (typeof options.ssl === 'object') (await import('../network/tls/secure-context.ts')).secureContext(options.ssl);
  const client = new Client(addresses, log, options, teller(options.on, log));
  let last = `${brokers.join(', ')}: no answer`;
  const notice = setTimeout(() => onWait?.(last), NOTICE_MS);
  try {
    await retry(
      async () => {
        const metadata = await client.refresh().catch(async (error: unknown) => {
          throw (await accessFault(error, addresses, options)) ?? error;
        });
        if (metadata.brokers.size === 0) throw new NoAnswerError('no broker has registered yet');
      },
      {
        deadlineMs,
        signal,
        recover: (failure) => {
          last = messageOf(failure);
          log({ level: 'debug', message: 'waiting for a broker', reason: last });
        },
        late: (reason, cause) => {
          const text = `no broker answered within ${deadlineMs / 1000} s: ${reason}`;
          return new KafkaError('CANNOT_CONNECT', text, { cause });
        },
      },
    );
    return client;
  } catch (error) {
    await client.close();
    throw error;
  } finally {
    clearTimeout(notice);
  }
}
