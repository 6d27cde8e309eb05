import { KafkaJSConnectionError, type RetryOptions } from 'kafkajs';
import { connect, type Client, type ClientHooks } from '../kafka';
import { asKafkaJs } from './errors';
import { logTo } from './logging';
import { deadlineOf } from './retry';
import { securityOf } from './security';
import type { Settings } from './settings';

/** The client of one producer, consumer or admin, while it is connected. */
export class Connection {
  #opening: Promise<Client> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly retry: RetryOptions | undefined,
    /** Told of its requests. */
    private readonly on: (clientId: string) => ClientHooks,
  ) {}

  /** Opens it, unless it is. @throws as kafkajs does when no broker answers */
  open(): Promise<Client> {
    const opening = (this.#opening ??= this.#open());
    // Whoever connects after a failure tries anew.
    opening.catch(() => (this.#opening = undefined));
    return opening;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  async #open(): Promise<Client> {
    const { config, logger } = this.settings;
    const brokers = typeof config.brokers === 'function' ? await config.brokers() : config.brokers;
    if (!(brokers as unknown))
      throw new KafkaJSConnectionError('Failed to connect: expected brokers array and got nothing');
    if (brokers.length === 0) throw new KafkaJSConnectionError('Failed to connect: brokers array is empty');
    const deadlineMs = deadlineOf(this.retry, config.connectionTimeout);
    const { clientId = 'kafkajs' } = config;
    return asKafkaJs(() =>
      connect({
        brokers,
        log: logTo(logger.namespace('Engine')),
        clientId,
        on: this.on(clientId),
        ...securityOf(config),
        ...(config.connectionTimeout === undefined ? {} : { connectTimeoutMs: config.connectionTimeout }),
        ...(config.requestTimeout === undefined ? {} : { requestTimeoutMs: config.requestTimeout }),
        ...(deadlineMs === undefined ? {} : { deadlineMs }),
      }),
    );
  }
}
