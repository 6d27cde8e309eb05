import { delay } from '../async';
import { KafkaError, messageOf } from '../protocol/errors';
import { parseAddress } from '../network/parse-address';
import { BrokerConnection, NoAnswerError, type Address } from '../network/connection';
import { requestMetadata } from '../client/metadata';

export interface ReadyOptions {
  /** `host:port` of every broker that is expected. */
  readonly brokers: readonly string[];
  /** Milliseconds. @default 60000 */
  readonly deadlineMs?: number;
  /** Refuses a cluster of another id. @default - any */
  readonly clusterId?: string;
  readonly signal?: AbortSignal;
}

export interface Ready {
  readonly clusterId: string;
  readonly controllerId: number;
}

const POLL_MS = 40;
const REQUEST_TIMEOUT_MS = 2000;

/**
 * Resolves when every expected broker answers, knows as many brokers as are expected, and a controller that is one of them.
 * An open port says none of that: brokers open theirs before they have registered.
 * @throws {KafkaError} `NOT_READY` (exit code 3) after the deadline, with what is missing
 * @throws {KafkaError} `OTHER_CLUSTER` (exit code 2) when a cluster of another id answers
 */
export async function waitUntilReady(options: ReadyOptions): Promise<Ready> {
  const { brokers, deadlineMs = 60_000, signal } = options;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  const onAbort = () => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const watches = brokers.map((broker) => new Watch(broker, brokers.length, options.clusterId, stop.signal));
  try {
    signal?.throwIfAborted();
    const answers = await Promise.all(watches.map((watch) => watch.untilReady()));
    const ready = answers.find((answer) => answer !== undefined);
    if (ready && answers.every((answer) => answer !== undefined)) return ready;
    signal?.throwIfAborted();
    const missing = watches.flatMap(({ missing }) => missing ?? []).join('; ');
    throw new KafkaError('NOT_READY', 3, `the cluster was not ready within ${deadlineMs / 1000} s: ${missing}`);
  } finally {
    clearTimeout(timer);
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Asks one broker, at its own address, again and again. */
class Watch {
  missing: string | undefined;
  readonly #address: Address;

  constructor(
    private readonly broker: string,
    private readonly expected: number,
    private readonly clusterId: string | undefined,
    private readonly stop: AbortSignal,
  ) {
    this.#address = parseAddress(broker);
  }

  /** undefined when stopped. */
  async untilReady(): Promise<Ready | undefined> {
    let connection: BrokerConnection | undefined;
    const close = () => connection?.destroy();
    const isStopped = () => this.stop.aborted;
    this.stop.addEventListener('abort', close, { once: true });
    try {
      while (!isStopped()) {
        try {
          connection ??= await BrokerConnection.open(this.#address, 'readiness', REQUEST_TIMEOUT_MS, this.stop);
          const ready = await this.#ask(connection);
          if (ready) return ready;
        } catch (error) {
          if (!(error instanceof NoAnswerError)) throw error;
          connection = undefined;
          // The deadline itself cuts off a question under way: what the answers before it said is why.
          if (isStopped()) this.missing ??= `${this.broker} does not answer`;
          else this.missing = messageOf(error);
        }
        await delay(POLL_MS, this.stop);
      }
      return undefined;
    } finally {
      this.stop.removeEventListener('abort', close);
      close();
    }
  }

  async #ask(connection: BrokerConnection): Promise<Ready | undefined> {
    const { brokers, clusterId, controllerId } = await requestMetadata(connection, [], REQUEST_TIMEOUT_MS);
    if (this.clusterId !== undefined && clusterId !== this.clusterId) {
      throw new KafkaError(
        'OTHER_CLUSTER',
        2,
        `${this.broker} belongs to cluster ${clusterId}, but ${this.clusterId} was expected: stop what runs there, or choose other ports`,
      );
    }
    if (brokers.size < this.expected) this.missing = `${this.broker} knows ${brokers.size} of ${this.expected} brokers`;
    else if (controllerId === undefined) this.missing = `${this.broker} knows no controller`;
    else {
      this.missing = undefined;
      return { clusterId, controllerId };
    }
    return undefined;
  }
}
