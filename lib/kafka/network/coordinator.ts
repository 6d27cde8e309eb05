import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError, messageOf } from '../errors';
import type { ApiName, Apis } from '../wire/apis';
import { NoAnswerError, type BrokerConnection } from '../wire/connection';
import { protocolError, RefusedError, throwIfRefused } from '../wire/protocol-error';
import { ownPurpose } from './connections';

export const COORDINATES = { group: 0, transaction: 1 } as const;

const FIRST_BACKOFF_MS = 20;
const MOST_BACKOFF_MS = 250;
/** Outlasts the session of a killed coordinator and the election of the next. */
const GIVE_UP_MS = 60_000;

/** These say that it is not, not yet or not any more the coordinator. */
const ELSEWHERE = new Set([
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
  // One that has just restarted coordinates its groups before it knows their topics.
  'UNKNOWN_TOPIC_OR_PARTITION',
]);

/** The broker that keeps a group's or a transactional id's state: another one, when its broker dies. */
export class Coordinator {
  readonly #purpose = ownPurpose('coordinator');
  #nodeId: number | undefined;
  #isClosed = false;

  constructor(
    private readonly client: Client,
    private readonly kind: keyof typeof COORDINATES,
    private readonly key: string,
  ) {}

  /**
   * Asks until the coordinator answers, wherever it moves.
   * @param codesOf the error codes in an answer
   * @throws {KafkaError} `CANNOT_CONNECT` (exit code 3) after a minute, `CLOSED`
   */
  async ask<Name extends ApiName>(
    name: Name,
    args: Apis[Name]['args'],
    codesOf: (answer: Apis[Name]['answer']) => readonly number[],
    timeoutMs = 3000,
  ): Promise<Apis[Name]['answer']> {
    const start = Date.now();
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(backoffMs * 2, MOST_BACKOFF_MS)) {
      let reason: string;
      try {
        const answer = await (await this.#connection()).request(name, args, timeoutMs);
        const elsewhere = codesOf(answer)
          .map(protocolError)
          .find((error) => error && ELSEWHERE.has(error.type));
        if (!elsewhere) return answer;
        reason = elsewhere.message;
      } catch (error) {
        const isTemporary = error instanceof NoAnswerError || (error instanceof RefusedError && error.retriable);
        if (!isTemporary) throw error;
        reason = messageOf(error);
      }
      this.#nodeId = undefined;
      if (this.#isClosed || this.client.isClosed) throw new KafkaError('CLOSED', 1, `stopped while asking for ${name}`);
      if (Date.now() - start > GIVE_UP_MS) {
        throw new KafkaError(
          'CANNOT_CONNECT',
          3,
          `the coordinator of ${this.kind} "${this.key}" is out of reach: ${reason}`,
        );
      }
      await delay(backoffMs);
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
      const { errorCode, errorMessage, coordinator } = await this.client.askAny('GroupCoordinator', args);
      throwIfRefused(errorCode, errorMessage);
      this.#nodeId = coordinator.nodeId;
      if (!this.client.metadata.brokers.has(coordinator.nodeId)) await this.client.refresh();
    }
    return this.client.connection(this.#nodeId, this.#purpose);
  }
}
