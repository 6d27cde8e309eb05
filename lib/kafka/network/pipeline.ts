import type { ClientHooks, Tell } from '../hooks';
import type { ConnectionOptions } from './connection-options';
import { FramedSocket } from './framed-socket';
import { noAnswer, NoAnswerError } from './no-answer-error';
import { requestHead } from './request-head';
import type { Transport } from './transport';
import { Unanswered, type Asked } from './unanswered';

/** Requests and answers in bytes over one socket, several of them on their way at once. */
export class Pipeline {
  readonly #socket: FramedSocket;
  // A broker answers the requests of a connection in turn: behind one that got no answer, none will come.
  readonly #unanswered: Unanswered;
  #nextId = 0;
  #ended: ((error: Error) => void) | undefined;

  /** @param name of the broker, in what is told and thrown */
  constructor(
    private readonly name: string,
    transport: Transport,
    private readonly options: Pick<ConnectionOptions, 'clientId' | 'maxAnswerBytes'>,
    tell: Tell<ClientHooks>,
  ) {
    const unanswered = new Unanswered(name, tell, () => this.destroy(noAnswer(name, 'does not answer')));
    this.#unanswered = unanswered;
    this.#socket = new FramedSocket({
      transport,
      maxAnswerBytes: options.maxAnswerBytes,
      isExpected: (id) => unanswered.has(id),
      onBytes: () => unanswered.received(),
      onAnswer: (id, answer) => unanswered.answer(id, answer),
      onEnd: (why, cause) => this.destroy(noAnswer(name, why, (cause && transport.faultOf(cause)) ?? cause)),
    });
  }

  get isOpen(): boolean {
    return this.#socket.isOpen;
  }

  /** When the last byte came, as `performance.now` counts. */
  get receivedAt(): number {
    return this.#unanswered.receivedAt;
  }

  /**
   * @returns what comes behind the correlation id of the answer
   * @throws {NoAnswerError}
   */
  async send(
    asked: Pick<Asked, 'apiKey' | 'apiName' | 'apiVersion' | 'createdAt'>,
    body: readonly Uint8Array[],
    timeoutMs: number,
  ): Promise<Buffer> {
    if (!this.isOpen) throw noAnswer(this.name, 'is not connected');
    const { apiKey, apiName, apiVersion, createdAt } = asked;
    const id = this.#nextId;
    this.#nextId = (id + 1) % 2 ** 31;
    const answer = this.#unanswered.add({
      address: this.name,
      apiKey,
      apiName,
      apiVersion,
      correlationId: id,
      createdAt,
      sentAt: undefined,
    });
    this.#socket.write([requestHead(apiKey, apiVersion, id, this.options.clientId, body), ...body], timeoutMs, () =>
      this.#unanswered.start(id, timeoutMs),
    );
    return answer;
  }

  /** Closes at once; what is in flight is rejected with `error`. */
  destroy(error: Error = new NoAnswerError(`the connection to ${this.name} was closed`)): void {
    this.#socket.destroy();
    this.#unanswered.fail(error);
    this.#ended?.(error);
    this.#ended = undefined;
  }

  /** Has `ended` told once, when it is open, by what it ends. */
  onEnd(ended: (error: Error) => void): void {
    this.#ended = ended;
  }
}
