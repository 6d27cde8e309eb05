import { connect as connectSocket, type Socket } from 'node:net';
import { version as ourVersion } from '../../../package.json';
import { delay, unlessAborted } from '../async';
import { KafkaError, messageOf } from '../protocol/errors';
import { throwIfRefused } from '../protocol/protocol-error';
import type { Answered, Request } from '../protocol/request';
import { apiVersions } from '../protocol/requests/api-versions';
import { FrameReader } from './frame-reader';
import { requestHead } from './request-head';
import { socketFailure } from './socket-failure';
import { chosenVersion, type SpokenVersions } from './versions';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export const addressText = ({ host, port }: Address): string => `${host}:${port}`;

/** No answer came: refused, closed or silent. Whether the request took effect cannot be told. */
export class NoAnswerError extends KafkaError {
  constructor(message: string, options?: ErrorOptions) {
    super('NO_ANSWER', message, options);
    this.name = 'NoAnswerError';
  }
}

export interface SendOptions {
  /** How long to wait for the answer, milliseconds, once the request is sent. A connection that gives none by then is closed. */
  readonly deadlineMs: number;
  /** Ends the waiting, with its reason: the answer that comes nevertheless is dropped. */
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** One TCP connection to one broker. */
export class BrokerConnection {
  readonly #socket: Socket;
  readonly #frames = new FrameReader();
  /** Requests without an answer, by correlation id. */
  readonly #waiting = new Map<number, Waiting>();
  /** By API key; undefined until the broker has told. */
  #versions: SpokenVersions | undefined;
  #nextId = 0;
  #throttledUntil = 0;

  private constructor(
    readonly address: Address,
    readonly clientId: string,
    host: string,
  ) {
    const onClosed = () => this.destroy(this.#noAnswer('closed the connection'));
    this.#socket = connectSocket({ host, port: address.port, noDelay: true, keepAlive: true })
      .on('data', (bytes) => this.#receive(bytes))
      .on('error', (error) => this.destroy(this.#noAnswer(socketFailure(error), { cause: error })))
      .on('end', onClosed)
      .on('close', onClosed);
  }

  /**
   * An open port proves nothing: a forwarder, or a broker that is stopped, accepts as well. So what is waited for is an answer.
   * @throws {NoAnswerError}
   */
  static async open(
    address: Address,
    clientId: string,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<BrokerConnection> {
    const { host } = address;
    const open = (host: string) => new BrokerConnection(address, clientId, host).#open(timeoutMs, signal);
    if (host !== 'localhost') return open(host);
    // By that name Node.js would compile an expression for IPv6 addresses: a twentieth of the time that 30 messages take.
    return open('127.0.0.1').catch((error: unknown) => {
      if (isRefused(error)) return open(host);
      throw error;
    });
  }

  async #open(timeoutMs: number, signal: AbortSignal | undefined): Promise<this> {
    const onAbort = () => this.destroy();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const us = { clientSoftwareName: 'kafka-streaming', clientSoftwareVersion: ourVersion };
      const { errorCode, apiKeys } = await this.send(apiVersions, us, { deadlineMs: timeoutMs });
      throwIfRefused(errorCode);
      this.#versions = new Map(apiKeys.map((spoken) => [spoken.apiKey, spoken]));
      return this;
    } catch (error) {
      this.destroy();
      throw error instanceof NoAnswerError ? error : this.#noAnswer(messageOf(error), { cause: error });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /**
   * Asks in the newest version that both sides speak, once the pause is over that an answer before asked for (KIP-219).
   * @throws {NoAnswerError} when the connection fails or `deadlineMs` pass
   * @throws {KafkaError} `UNSUPPORTED_VERSION`
   */
  async send<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    { deadlineMs, signal }: SendOptions,
  ): Promise<Answer> {
    const version = chosenVersion(request, this.#versions, addressText(this.address));
    const body = request.encode(args, version);
    const answer = await unlessAborted(this.#exchange(request.key, version, body, { deadlineMs, signal }), signal);
    try {
      const decoded = request.decode(answer, version);
      this.pause(decoded.throttleTimeMs);
      return decoded;
    } catch (error) {
      // A refusal was read well.
      if (error instanceof KafkaError) throw error;
      const cause = this.#noAnswer(`sent an answer to ${request.name} that cannot be read: ${messageOf(error)}`, {
        cause: error,
      });
      this.destroy(cause);
      throw cause;
    }
  }

  /** @returns what comes behind the correlation id of the answer */
  async #exchange(
    apiKey: number,
    apiVersion: number,
    body: readonly Uint8Array[],
    { deadlineMs, signal }: SendOptions,
  ): Promise<Buffer> {
    // A broker that asks for a pause is silent until it is over (KIP-219), which must not look as if it were dead.
    const pauseMs = this.#throttledUntil - performance.now();
    if (pauseMs > 0) await delay(pauseMs, signal);
    signal?.throwIfAborted();
    if (!this.isOpen) throw this.#noAnswer('is not connected');
    const id = this.#nextId;
    this.#nextId = (id + 1) % 2 ** 31;
    const answer = new Promise<Buffer>((resolve, reject) => {
      // A broker answers the requests of a connection in turn: behind one that got no answer, none will come.
      const timer = setTimeout(() => this.destroy(this.#noAnswer('does not answer')), deadlineMs);
      this.#waiting.set(id, { resolve, reject, timer });
    });
    this.#socket.cork();
    this.#socket.write(requestHead(apiKey, apiVersion, id, this.clientId, body));
    for (const part of body) this.#socket.write(part);
    this.#socket.uncork();
    return answer;
  }

  /** Closes at once; what is in flight is rejected with `error`. */
  destroy(error: Error = new NoAnswerError(`the connection to ${addressText(this.address)} was closed`)): void {
    this.#socket.destroy();
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }

  /** No request is sent for so long: the broker would not read it (KIP-219). */
  pause(throttleMs: number): void {
    this.#throttledUntil = Math.max(this.#throttledUntil, performance.now() + throttleMs);
  }

  #receive(bytes: Buffer): void {
    for (const frame of this.#frames.read(bytes)) {
      const id = frame.length < 4 ? -1 : frame.readInt32BE(0);
      const waiting = this.#waiting.get(id);
      if (!waiting) {
        this.destroy(this.#noAnswer('does not speak as Kafka does'));
        return;
      }
      this.#waiting.delete(id);
      clearTimeout(waiting.timer);
      waiting.resolve(frame.subarray(4));
    }
  }

  #noAnswer(why: string, options?: ErrorOptions): NoAnswerError {
    return new NoAnswerError(`${addressText(this.address)} ${why}`, options);
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof NoAnswerError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED';
