import { addressText, type Endpoint } from '../../cluster/endpoint';
import type { ClientHooks, Tell } from '../hooks';
import { BrokerConnection } from './connection';
import type { ConnectionOptions } from './connection-options';

/** The purpose of questions that a broker answers at once. */
export const CONTROL = 'control';

let purposes = 0;

/** The name of a purpose that nobody else has. */
export const uniquePurpose = (name: string): string => `${name} ${purposes++}`;

/** Open connections by address and purpose. A broker works on the requests of one connection in turn, so what may wait long has its own. */
export class Connections {
  readonly #byKey = new Map<string, Promise<BrokerConnection>>();
  #closed = false;

  constructor(
    private readonly options: Partial<ConnectionOptions>,
    private readonly tell: Tell<ClientHooks>,
  ) {}

  /** @throws {NoAnswerError} */
  async get(address: Endpoint, purpose: string): Promise<BrokerConnection> {
    const key = `${addressText(address)} ${purpose}`;
    const existing = this.#byKey.get(key);
    if (existing) {
      const connection = await existing;
      if (connection.isOpen) return connection;
    }
    // Another caller may have replaced it meanwhile.
    const current = this.#byKey.get(key);
    if (current && current !== existing) return current;
    const opening = BrokerConnection.open(address, this.options, undefined, this.tell);
    this.#byKey.set(key, opening);
    try {
      const connection = await opening;
      const address = addressText(connection.address);
      this.tell('connected', { address });
      connection.onEnd(({ message }) => this.tell('disconnected', { address, reason: message }));
      if (this.#closed) connection.destroy();
      return connection;
    } catch (error) {
      if (this.#byKey.get(key) === opening) this.#byKey.delete(key);
      throw error;
    }
  }

  /** Whether asking there needs no new connection. */
  has(address: Endpoint, purpose: string): boolean {
    return this.#byKey.has(`${addressText(address)} ${purpose}`);
  }

  /** @param purpose all if left out, and then no new ones are opened */
  close(purpose?: string): void {
    this.#closed ||= purpose === undefined;
    for (const [key, opening] of this.#byKey) {
      if (purpose !== undefined && !key.endsWith(` ${purpose}`)) continue;
      this.#byKey.delete(key);
      void opening.then(
        (connection) => connection.destroy(),
        () => undefined,
      );
    }
  }
}
