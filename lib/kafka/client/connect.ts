import { delay } from '../async';
import { Client } from './client';
import { KafkaError, messageOf } from '../protocol/errors';
import type { Log } from '../log';
import { parseAddress } from '../network/parse-address';

export interface ConnectOptions {
  /** Bootstrap addresses, `host:port`; one that answers is enough. */
  readonly brokers: readonly string[];
  /** Names the program in the brokers' logs and quotas. @default 'kafka-streaming' */
  readonly clientId?: string;
  /** @default - nothing is logged */
  readonly log?: Log;
  /** How long to go on trying while no broker answers, milliseconds: a cluster may still be starting. @default 30000 */
  readonly deadlineMs?: number;
  /** Told once, after a second without an answer, why there is none yet. @default - nobody is told */
  readonly onWait?: (reason: string) => void;
  readonly signal?: AbortSignal;
}

const RETRY_MS = 100;
const NOTICE_MS = 1000;

/**
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, with each address and why it failed
 * @throws {KafkaError} `INVALID_ADDRESS` at once
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { brokers, clientId = 'kafka-streaming', log = () => undefined, deadlineMs = 30_000, onWait, signal } = options;
  if (brokers.length === 0) throw new KafkaError('INVALID_ADDRESS', 'no broker address was given');
  const client = new Client(brokers.map(parseAddress), clientId, log);
  const deadline = performance.now() + deadlineMs;
  let last = `${brokers.join(', ')}: no answer`;
  const notice = setTimeout(() => onWait?.(last), NOTICE_MS);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const reason = await client
        .refresh()
        .then(({ brokers }) => (brokers.size > 0 ? undefined : 'no broker has registered yet'), messageOf);
      if (reason === undefined) return client;
      if (performance.now() + RETRY_MS > deadline) {
        throw new KafkaError('CANNOT_CONNECT', `no broker answered within ${deadlineMs / 1000} s: ${reason}`);
      }
      last = reason;
      log({ level: 'debug', message: 'waiting for a broker', reason });
      await delay(RETRY_MS, signal);
    }
  } catch (error) {
    await client.close();
    throw error;
  } finally {
    clearTimeout(notice);
  }
}
