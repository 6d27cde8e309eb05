import { follow, unlessAborted } from '../async';
import type { Client } from './client';
import { retry, type Patience } from './retry';
import { KafkaError, messageOf } from '../protocol/errors';
import { type BrokerConnection, type SendOptions } from '../network/connection';
import { errorCodes, type Answered, type Request } from '../protocol/request';
import { COORDINATOR, findCoordinator } from '../protocol/requests/find-coordinator';
import { protocolError, RefusedError, throwIfRefused, type ProtocolErrorCode } from '../protocol/protocol-error';
import { ownPurpose } from '../network/connections';

/** The transaction before, this id's or another producer's, is not wholly ended yet: that takes some milliseconds. */
const BUSY = new Set<string>(['CONCURRENT_TRANSACTIONS', 'UNSTABLE_OFFSET_COMMIT']);
const BUSY_MS = 5;
const FIND_TIMEOUT_MS = 3000;

/** `timeoutMs` is of each attempt, 3000 by default. */
interface AskOptions extends Patience, SendOptions {
  /** Whether an error code is an answer all the same, though Kafka takes it for temporary. @default - none is */
  readonly isFinal?: (type: ProtocolErrorCode) => boolean;
}

/** The broker that keeps a group's or a transactional id's state: another one, when its broker dies. */
export class Coordinator {
  readonly #purpose = ownPurpose('coordinator');
  readonly #closing = new AbortController();
  #nodeId: number | undefined;
  #doubtful = 0;

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
   * @throws {KafkaError} `CANNOT_CONNECT` after `deadlineMs`, `CLOSED`, or the reason of `signal`
   */
  async ask<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    { timeoutMs = 3000, deadlineMs, signal, isFinal = () => false }: AskOptions = {},
  ): Promise<Answer> {
    const stop = new AbortController();
    const unfollow = follow(stop, [signal, this.#closing.signal]);
    try {
      return await retry((signal) => this.#try(request, args, { timeoutMs, signal }, isFinal), {
        deadlineMs,
        signal: stop.signal,
        recover: (failure) => {
          if (!isBusy(failure)) this.#nodeId = undefined;
        },
        backoffMs: (failure, usualMs) => (isBusy(failure) ? BUSY_MS : usualMs),
        late: (reason, cause) => {
          const text = `the coordinator of ${this.kind} "${this.key}" is out of reach: ${reason}`;
          return new KafkaError('CANNOT_CONNECT', text, { cause });
        },
      });
    } finally {
      unfollow();
    }
  }

  async #try<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    options: SendOptions,
    isFinal: (type: ProtocolErrorCode) => boolean,
  ): Promise<Answer> {
    const connection = await this.#connection(options.signal);
    try {
      const answer = await connection.send(request, args, options);
      const temporary = errorCodes(answer)
        .map(protocolError)
        .find((error) => error?.retriable && !isFinal(error.type));
      if (temporary) throw new RefusedError(temporary);
      return answer;
    } catch (error) {
      if (!isBusy(error)) this.#doubtful++;
      throw error;
    }
  }

  /** Asks once, and does not care. */
  async tell<Args>(request: Request<Args, Answered>, args: Args, timeoutMs: number): Promise<void> {
    try {
      await unlessAborted(
        this.#connection().then((connection) => connection.send(request, args, { timeoutMs })),
        this.#closing.signal,
      );
    } catch (error) {
      this.client.log({ level: 'debug', message: `${request.name} was not answered`, reason: messageOf(error) });
    }
  }

  close(): void {
    this.#closing.abort(new KafkaError('CLOSED', `the ${this.kind} "${this.key}" is not worked for any more`));
    this.client.closeConnections(this.#purpose);
  }

  async #connection(signal?: AbortSignal): Promise<BrokerConnection> {
    if (this.#nodeId === undefined) {
      const asked = { key: this.key, keyType: COORDINATOR[this.kind] };
      const { errorCode, errorMessage, nodeId } = await this.client.askAny(
        (broker) => broker.send(findCoordinator, asked, { timeoutMs: FIND_TIMEOUT_MS, signal }),
        signal,
      );
      throwIfRefused(errorCode, errorMessage);
      this.#nodeId = nodeId;
      if (!this.client.metadata.brokers.has(nodeId)) await this.client.refresh(signal);
    }
    return this.client.connection(this.#nodeId, this.#purpose, signal);
  }
}

const isBusy = (failure: unknown): boolean => failure instanceof RefusedError && BUSY.has(failure.code);
