import { delay } from '../async';
import { FIRST_BACKOFF_MS, GIVE_UP_MS, nextBackoff } from './timeouts';
import type { Client } from './client';
import { KafkaError, messageOf } from '../protocol/errors';
import { NoAnswerError, type BrokerConnection } from '../network/connection';
import { errorCodes, type Answered, type Request } from '../protocol/request';
import { COORDINATOR, findCoordinator } from '../protocol/requests/find-coordinator';
import { protocolError, RefusedError, throwIfRefused, type ProtocolErrorCode } from '../protocol/protocol-error';
import { ownPurpose } from '../network/connections';

/** The transaction before, this id's or another producer's, is not wholly ended yet: that takes some milliseconds. */
const BUSY = new Set<ProtocolErrorCode>(['CONCURRENT_TRANSACTIONS', 'UNSTABLE_OFFSET_COMMIT']);
const BUSY_MS = 5;
const FIND_TIMEOUT_MS = 3000;

/** The broker that keeps a group's or a transactional id's state: another one, when its broker dies. */
export class Coordinator {
  readonly #purpose = ownPurpose('coordinator');
  #nodeId: number | undefined;
  #doubtful = 0;
  #isClosed = false;

  constructor(
    private readonly client: Client,
    private readonly kind: keyof typeof COORDINATOR,
    private readonly key: string,
  ) {}

  /** Requests so far that got no answer, or one that does not tell whether they took effect or still will. */
  get doubtful(): number {
    return this.#doubtful;
  }

  /**
   * Asks until the coordinator answers, wherever it moves, and again while an error code of the answer is temporary.
   * @param deadlineMs of each attempt
   * @throws {KafkaError} `CANNOT_CONNECT` after a minute, `CLOSED`
   */
  async ask<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    deadlineMs = 3000,
  ): Promise<Answer> {
    const start = performance.now();
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = nextBackoff(backoffMs)) {
      const tried = await this.#try(request, args, deadlineMs);
      if ('answer' in tried) return tried.answer;
      if (this.#isClosed || this.client.isClosed) throw new KafkaError('CLOSED', `stopped meanwhile: ${tried.reason}`);
      if (performance.now() - start > GIVE_UP_MS) {
        const text = `the coordinator of ${this.kind} "${this.key}" is out of reach: ${tried.reason}`;
        throw new KafkaError('CANNOT_CONNECT', text);
      }
      if (!tried.isBusy) this.#nodeId = undefined;
      await delay(tried.isBusy ? BUSY_MS : backoffMs);
    }
  }

  async #try<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    deadlineMs: number,
  ): Promise<{ answer: Answer } | { reason: string; isBusy: boolean }> {
    let isSent = false;
    try {
      const connection = await this.#connection();
      isSent = true;
      const answer = await connection.send(request, args, { deadlineMs });
      const temporary = errorCodes(answer)
        .map(protocolError)
        .find((error) => error?.retriable);
      if (!temporary) return { answer };
      const isBusy = BUSY.has(temporary.type);
      if (!isBusy) this.#doubtful++;
      return { reason: temporary.message, isBusy };
    } catch (error) {
      const isTemporary = error instanceof NoAnswerError || (error instanceof RefusedError && error.retriable);
      if (isSent) this.#doubtful++;
      if (!isTemporary) throw error;
      return { reason: messageOf(error), isBusy: false };
    }
  }

  /** Asks once, and does not care. */
  async tell<Args>(request: Request<Args, Answered>, args: Args, deadlineMs: number): Promise<void> {
    try {
      await (await this.#connection()).send(request, args, { deadlineMs });
    } catch (error) {
      this.client.log({ level: 'debug', message: `${request.name} was not answered`, reason: messageOf(error) });
    }
  }

  close(): void {
    this.#isClosed = true;
    this.client.closeConnections(this.#purpose);
  }

  async #connection(): Promise<BrokerConnection> {
    if (this.#nodeId === undefined) {
      const asked = { key: this.key, keyType: COORDINATOR[this.kind] };
      const { errorCode, errorMessage, nodeId } = await this.client.askAny((broker) =>
        broker.send(findCoordinator, asked, { deadlineMs: FIND_TIMEOUT_MS }),
      );
      throwIfRefused(errorCode, errorMessage);
      this.#nodeId = nodeId;
      if (!this.client.metadata.brokers.has(nodeId)) await this.client.refresh();
    }
    return this.client.connection(this.#nodeId, this.#purpose);
  }
}
