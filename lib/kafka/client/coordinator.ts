import { delay } from '../async';
import { FIRST_BACKOFF_MS, GIVE_UP_MS, nextBackoff } from './timeouts';
import type { Client } from './client';
import { KafkaError, messageOf } from '../protocol/errors';
import type { ApiName, Apis } from '../protocol/requests/apis';
import { NoAnswerError, type BrokerConnection } from '../network/connection';
import { protocolError, RefusedError, throwIfRefused } from '../protocol/protocol-error';
import type { ProtocolErrorCode } from '../protocol/protocol-error-code';
import { ownPurpose } from '../network/connections';

export const COORDINATES = { group: 0, transaction: 1 } as const;

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
    private readonly kind: keyof typeof COORDINATES,
    private readonly key: string,
  ) {}

  /** Requests so far that got no answer, or one that does not tell whether they took effect or still will. */
  get doubtful(): number {
    return this.#doubtful;
  }

  /**
   * Asks until the coordinator answers, wherever it moves.
   * @param codesOf the error codes in an answer: while one of them is temporary, it is asked again
   * @throws {KafkaError} `CANNOT_CONNECT` (exit code 3) after a minute, `CLOSED`
   */
  ask<Name extends ApiName>(
    name: Name,
    args: Apis[Name]['args'],
    codesOf: (answer: Apis[Name]['answer']) => readonly number[],
    timeoutMs = 3000,
  ): Promise<Apis[Name]['answer']> {
    return this.exchange((connection) => connection.request(name, args, timeoutMs), codesOf);
  }

  /** As `ask`, for requests that kafkajs does not know. */
  async exchange<Answer>(
    request: (connection: BrokerConnection) => Promise<Answer>,
    codesOf: (answer: Answer) => readonly number[],
  ): Promise<Answer> {
    const start = performance.now();
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = nextBackoff(backoffMs)) {
      const tried = await this.#try(request, codesOf);
      if ('answer' in tried) return tried.answer;
      if (this.#isClosed || this.client.isClosed)
        throw new KafkaError('CLOSED', 1, `stopped meanwhile: ${tried.reason}`);
      if (performance.now() - start > GIVE_UP_MS) {
        const text = `the coordinator of ${this.kind} "${this.key}" is out of reach: ${tried.reason}`;
        throw new KafkaError('CANNOT_CONNECT', 3, text);
      }
      if (!tried.isBusy) this.#nodeId = undefined;
      await delay(tried.isBusy ? BUSY_MS : backoffMs);
    }
  }

  async #try<Answer>(
    request: (connection: BrokerConnection) => Promise<Answer>,
    codesOf: (answer: Answer) => readonly number[],
  ): Promise<{ answer: Answer } | { reason: string; isBusy: boolean }> {
    let isSent = false;
    try {
      const connection = await this.#connection();
      isSent = true;
      const answer = await request(connection);
      const temporary = codesOf(answer)
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
  async tell<Name extends ApiName>(name: Name, args: Apis[Name]['args'], timeoutMs: number): Promise<void> {
    try {
      await (await this.#connection()).request(name, args, timeoutMs);
    } catch (error) {
      this.client.log({ level: 'debug', message: `${name} was not answered`, reason: messageOf(error) });
    }
  }

  close(): void {
    this.#isClosed = true;
    this.client.closeConnections(this.#purpose);
  }

  async #connection(): Promise<BrokerConnection> {
    if (this.#nodeId === undefined) {
      const args = { groupId: this.key, coordinatorType: COORDINATES[this.kind] };
      const { errorCode, errorMessage, coordinator } = await this.client.askAny((broker) =>
        broker.request('GroupCoordinator', args, FIND_TIMEOUT_MS),
      );
      throwIfRefused(errorCode, errorMessage);
      this.#nodeId = coordinator.nodeId;
      if (!this.client.metadata.brokers.has(coordinator.nodeId)) await this.client.refresh();
    }
    return this.client.connection(this.#nodeId, this.#purpose);
  }
}
