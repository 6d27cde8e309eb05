import { addressText, type Endpoint } from '../../cluster/endpoint';
import { delay, unlessAborted } from '../async';
import type { ClientHooks, Tell } from '../hooks';
import { KafkaError, messageOf } from '../protocol/errors';
import { throwIfRefused } from '../protocol/protocol-error';
import type { Answered, Request } from '../protocol/request';
import { apiVersions } from '../protocol/requests/api-versions';
import { CONNECTION_DEFAULTS, type ConnectionOptions } from './connection-options';
import { isRefused, noAnswer, NoAnswerError } from './no-answer-error';
import { OWN_SOFTWARE } from './own-software';
import { Pipeline } from './pipeline';
import type { SaslOptions } from './sasl/options';
import type { SaslSession } from './sasl/session';
import { plainSocket, type Transport } from './transport';
import { chosenVersion, type SpokenVersions } from './versions';

export interface SendOptions {
  /** As `requestTimeoutMs`, where another one fits the request. */
  readonly timeoutMs?: number | undefined;
  /** Ends the waiting, with its reason: the answer that comes nevertheless is dropped. */
  readonly signal?: AbortSignal | undefined;
}

/** One connection to one broker. */
export class BrokerConnection {
  /** Written once: each request has it. */
  readonly #name: string;
  readonly #pipeline: Pipeline;
  /** By API key; undefined until the broker has told. */
  #versions: SpokenVersions | undefined;
  /** undefined where nobody logs in. */
  #session: SaslSession | undefined;
  #throttledUntil = 0;

  private constructor(
    readonly address: Endpoint,
    private readonly options: ConnectionOptions,
    transport: Transport,
    tell: Tell<ClientHooks>,
  ) {
    this.#name = addressText(address);
    this.#pipeline = new Pipeline(this.#name, transport, options, tell);
  }

  /**
   * An open port proves nothing: a forwarder, or a broker that is stopped, accepts as well. So what is waited for is an answer.
   * @throws {NoAnswerError}
   */
  static async open(
    address: Endpoint,
    options: Partial<ConnectionOptions> = {},
    signal?: AbortSignal,
    tell: Tell<ClientHooks> = () => undefined,
  ): Promise<BrokerConnection> {
    const { host } = address;
    const all = { ...CONNECTION_DEFAULTS, ...options };
    const open = async (host: string) => {
      const { ssl } = all;
      const transport = ssl
        ? (await import('./tls/tls-socket.ts')).tlsSocket(address, host, ssl)
        : plainSocket({ ...address, host });
      return new BrokerConnection(address, all, transport, tell).#open(signal);
    };
    if (host !== 'localhost') return open(host);
    // By that name Node.js would compile an expression for IPv6 addresses: a twentieth of the time that 30 messages take.
    return open('127.0.0.1').catch((error: unknown) => {
      if (isRefused(error)) return open(host);
      throw error;
    });
  }

  async #open(signal: AbortSignal | undefined): Promise<this> {
    const onAbort = () => this.destroy();
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    try {
      const timeoutMs = this.options.connectTimeoutMs;
      const { errorCode, apiKeys } = await this.send(apiVersions, OWN_SOFTWARE, { timeoutMs });
      throwIfRefused(errorCode);
      this.#versions = new Map(apiKeys.map((spoken) => [spoken.apiKey, spoken]));
      if (this.options.sasl) await this.#logIn(this.options.sasl);
      return this;
    } catch (error) {
      this.destroy();
      throw error instanceof NoAnswerError ? error : noAnswer(this.#name, messageOf(error), error);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #logIn(sasl: SaslOptions): Promise<void> {
    const { SaslSession } = await import('./sasl/session.ts');
    this.#session = new SaslSession(
      this.#name,
      sasl,
      (timeoutMs) => (request, args) => this.send(request, args, { timeoutMs }),
    );
    await this.#session.begin(this.options.connectTimeoutMs);
  }

  async #renewLogin(session: SaslSession): Promise<void> {
    try {
      await session.renewed(this.options.requestTimeoutMs);
    } catch (error) {
      const failure = error instanceof NoAnswerError ? error : noAnswer(this.#name, messageOf(error), error);
      this.destroy(failure);
      throw failure;
    }
  }

  /** Whether the broker knows the request, in whatever version. */
  speaks({ key }: Pick<Request<never, Answered>, 'key'>): boolean {
    return this.#versions?.has(key) ?? false;
  }

  get isOpen(): boolean {
    return this.#pipeline.isOpen;
  }

  /** When the last byte came, as `performance.now` counts. */
  get receivedAt(): number {
    return this.#pipeline.receivedAt;
  }

  /**
   * Asks in the newest version that both sides speak, once the pause is over that an answer before asked for (KIP-219).
   * @throws {NoAnswerError} when the connection fails or is silent for too long
   * @throws {KafkaError} `UNSUPPORTED_VERSION`
   */
  async send<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    options: SendOptions = {},
  ): Promise<Answer> {
    const version = chosenVersion(request, args, this.#versions, this.#name);
    const body = request.encode(args, version);
    const answer = await unlessAborted(this.#exchange(request, version, body, options), options.signal);
    try {
      const decoded = request.decode(answer, version);
      if (decoded.throttleTimeMs !== undefined) this.pause(decoded.throttleTimeMs);
      return decoded;
    } catch (error) {
      // A refusal was read well.
      if (error instanceof KafkaError) throw error;
      const failure = noAnswer(
        this.#name,
        `sent an answer to ${request.name} that cannot be read: ${messageOf(error)}`,
        error,
      );
      this.destroy(failure);
      throw failure;
    }
  }

  /** As `Pipeline.send`, once the broker may be asked. */
  async #exchange(
    { key: apiKey, name: apiName }: Pick<Request<never, Answered>, 'key' | 'name'>,
    apiVersion: number,
    body: readonly Uint8Array[],
    { timeoutMs = this.options.requestTimeoutMs, signal }: SendOptions,
  ): Promise<Buffer> {
    const createdAt = Date.now();
    // A broker that asks for a pause is silent until it is over (KIP-219), which must not look as if it were dead.
    const pauseMs = this.#throttledUntil - performance.now();
    if (pauseMs > 0) await delay(pauseMs, signal);
    const session = this.#session;
    if (session?.keepsWaiting(apiKey)) await unlessAborted(this.#renewLogin(session), signal);
    signal?.throwIfAborted();
    return this.#pipeline.send({ apiKey, apiName, apiVersion, createdAt }, body, timeoutMs);
  }

  /** Closes at once; what is in flight is rejected with `error`. */
  destroy(error?: Error): void {
    this.#pipeline.destroy(error);
  }

  /** Has `ended` told once, of a connection that is open, by what it ends. */
  onEnd(ended: (error: Error) => void): void {
    this.#pipeline.onEnd(ended);
  }

  /** No request is sent for so long: the broker would not read it (KIP-219). */
  pause(throttleMs: number): void {
    this.#throttledUntil = Math.max(this.#throttledUntil, performance.now() + throttleMs);
  }
}
