import './pinned';
import { connect as connectSocket } from 'node:net';
import KafkaJsConnection from 'kafkajs/src/network/connection';
import { requests } from 'kafkajs/src/protocol/requests';
import apiKeys from 'kafkajs/src/protocol/requests/apiKeys';
import { KafkaError } from '../errors';
import type { ApiName, Apis } from './apis';
import { throwIfRefused } from './protocol-error';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export const addressText = ({ host, port }: Address): string => `${host}:${port}`;

/** No answer came: refused, closed or silent. Whether the request took effect cannot be told. */
export class NoAnswerError extends KafkaError {
  constructor(message: string, options?: ErrorOptions) {
    super('NO_ANSWER', 3, message, options);
    this.name = 'NoAnswerError';
  }
}

const silent = { namespace: () => silent, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** One TCP connection to one broker. Framing, correlation and request time-outs are those of kafkajs. */
export class BrokerConnection {
  readonly #connection: KafkaJsConnection;
  #versions: ReadonlyMap<number, number> = new Map();

  private constructor(
    readonly address: Address,
    readonly clientId: string,
    timeoutMs: number,
  ) {
    this.#connection = new KafkaJsConnection({
      ...address,
      clientId,
      logger: silent,
      connectionTimeout: timeoutMs,
      requestTimeout: MIN_REQUEST_TIMEOUT_MS,
      socketFactory: ({ host, port, onConnect }) => {
        const socket = connectSocket({ host, port, noDelay: true, keepAlive: true }, onConnect);
        // kafkajs listens for `end` only, which a socket destroyed half-open never emits.
        socket.once('close', () => this.destroy(new NoAnswerError(`${addressText(address)} closed the connection`)));
        return socket;
      },
    });
    const queue = this.#connection.requestQueue;
    const schedule = queue.scheduleCheckPendingRequests.bind(queue);
    // kafkajs arms a timer after each answer, with a negative time-out (tulios/kafkajs#1751), even when nothing waits.
    queue.scheduleCheckPendingRequests = () => {
      if (queue.pending.length > 0) schedule();
    };
  }

  /** @throws {NoAnswerError} */
  static async open(
    address: Address,
    clientId: string,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<BrokerConnection> {
    const connection = new BrokerConnection(address, clientId, timeoutMs);
    const onAbort = () => connection.destroy();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await connection.#connection.connect();
      // An open port proves nothing: a forwarder, or a broker that is stopped, accepts as well.
      const { errorCode, apiVersions } = await connection.request('ApiVersions', {}, timeoutMs);
      throwIfRefused(errorCode);
      connection.#versions = new Map(apiVersions.map(({ apiKey, maxVersion }) => [apiKey, maxVersion]));
      return connection;
    } catch (error) {
      connection.destroy(new NoAnswerError('not connected'));
      throw error instanceof NoAnswerError
        ? error
        : new NoAnswerError(`${addressText(address)} ${reason(error)}`, { cause: error });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  get isOpen(): boolean {
    return this.#connection.isConnected();
  }

  /** @throws {NoAnswerError} when the connection fails or `timeoutMs` pass */
  async request<Name extends ApiName>(
    name: Name,
    args: Apis[Name]['args'],
    timeoutMs: number,
  ): Promise<Apis[Name]['answer']> {
    const definition = requests[name]!;
    const apiKey = apiKeys[name]!;
    const known = Math.max(...definition.versions.map(Number));
    const { request, response } = definition.protocol({
      version: Math.min(known, this.#versions.get(apiKey) ?? known),
    })(args);
    const { buffer } = await request.encode();
    const payload = await this.exchange(name, apiKey, request.apiVersion, [buffer], timeoutMs);
    const answer = (await response.decode(payload)) as Apis[Name]['answer'] & { clientSideThrottleTime?: number };
    this.#connection.requestQueue.maybeThrottle(answer.clientSideThrottleTime ?? 0);
    return answer;
  }

  /** Sends `body` as it is: no copy is made of large requests. */
  async exchange(
    apiName: string,
    apiKey: number,
    apiVersion: number,
    body: readonly Uint8Array[],
    timeoutMs: number,
  ): Promise<Buffer> {
    const connection = this.#connection;
    const correlationId = connection.nextCorrelationId();
    const head = requestHead(apiKey, apiVersion, correlationId, this.clientId, body);
    try {
      const { payload } = await new Promise<{ payload: Buffer }>((resolve, reject) => {
        const { socket } = connection;
        if (!socket || !connection.isConnected()) {
          reject(new NoAnswerError(`${addressText(this.address)} is not connected`));
          return;
        }
        connection.requestQueue.push({
          entry: { apiKey, apiName, apiVersion, correlationId, resolve, reject },
          expectResponse: true,
          requestTimeout: timeoutMs,
          sendRequest: () => {
            socket.cork();
            for (const part of [head, ...body]) socket.write(part);
            socket.uncork();
          },
        });
      });
      return payload;
    } catch (error) {
      const failure =
        error instanceof NoAnswerError
          ? error
          : new NoAnswerError(`${addressText(this.address)} ${reason(error)}`, { cause: error });
      // A broker answers the requests of a connection in turn: behind one that got no answer, none will come.
      this.destroy(failure);
      throw failure;
    }
  }

  /** Closes at once; what is in flight is rejected with `error`. */
  destroy(error: Error = new NoAnswerError(`the connection to ${addressText(this.address)} was closed`)): void {
    this.#connection.requestQueue.rejectAll(error);
    this.#connection.socket?.destroy();
    void this.#connection.disconnect();
  }
}

/** kafkajs takes the longer of this and the request's own. */
const MIN_REQUEST_TIMEOUT_MS = 500;

function requestHead(
  apiKey: number,
  apiVersion: number,
  correlationId: number,
  clientId: string,
  body: readonly Uint8Array[],
): Buffer {
  const idLength = Buffer.byteLength(clientId);
  const head = Buffer.allocUnsafe(14 + idLength);
  const bodyLength = body.reduce((sum, { length }) => sum + length, 0);
  head.writeInt32BE(head.length - 4 + bodyLength, 0);
  head.writeInt16BE(apiKey, 4);
  head.writeInt16BE(apiVersion, 6);
  head.writeInt32BE(correlationId, 8);
  head.writeInt16BE(idLength, 12);
  head.write(clientId, 14);
  return head;
}

function reason(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  if (code === 'ECONNREFUSED') return 'refuses connections';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known';
  if (message === 'Connection timeout' || message.endsWith('timed out')) return 'does not answer';
  return message.replace(/^Connection error: /, '');
}
