import type { Endpoint } from '../../cluster/endpoint';
import { delay } from '../async';
import { BrokerConnection } from '../network/connection';
import type { ConnectionOptions } from '../network/connection-options';
import { NoAnswerError } from '../network/no-answer-error';
import { parseAddress } from '../network/parse-address';
import { messageOf } from '../protocol/errors';

const POLL_MS = 40;
export const REQUEST_TIMEOUT_MS = 2000;
const OPENED = { clientId: 'readiness', connectTimeoutMs: REQUEST_TIMEOUT_MS };

/** Either what was waited for, or what is still missing. */
export type Finding<T> = { readonly found: T } | { readonly missing: string };

/** Asks one broker, at its own address, again and again. */
export class Watch {
  /** What is missing yet, or is the reason that there is no answer. */
  missing: string | undefined;
  readonly address: Endpoint;
  #connection: BrokerConnection | undefined;

  constructor(
    readonly broker: string,
    private readonly stop: AbortSignal,
    private readonly access: Pick<ConnectionOptions, 'ssl' | 'sasl'> = {},
  ) {
    this.address = parseAddress(broker);
    stop.addEventListener('abort', () => this.#connection?.destroy(), { once: true });
  }

  /** undefined when stopped. */
  async until<T>(ask: (connection: BrokerConnection) => Promise<Finding<T>>): Promise<T | undefined> {
    const isStopped = () => this.stop.aborted;
    while (!isStopped()) {
      try {
        this.#connection ??= await BrokerConnection.open(this.address, { ...this.access, ...OPENED }, this.stop);
        const finding = await ask(this.#connection);
        if ('found' in finding) {
          this.missing = undefined;
          return finding.found;
        }
        this.missing = `${this.broker} ${finding.missing}`;
      } catch (error) {
        if (!(error instanceof NoAnswerError)) throw error;
        this.#connection = undefined;
        // The deadline itself cuts off a question under way: what the answers before it said is why.
        if (isStopped()) this.missing ??= `${this.broker} does not answer`;
        else this.missing = messageOf(error);
      }
      await delay(POLL_MS, this.stop);
    }
    return undefined;
  }
}
