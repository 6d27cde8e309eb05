import { abortController, follow, unlessAborted } from '../async';
import type { Client } from './client';
import { coordinatorId, watchCoordinator, type Coordinated } from './coordinator-watch';
import { requireRight } from './require-right';
import { retry, type Patience } from './retry';
import { GIVE_UP_MS } from './timeouts';
import { KafkaError, messageOf } from '../protocol/errors';
import { type BrokerConnection, type SendOptions } from '../network/connection';
import { errorCodes, type Answered, type Request } from '../protocol/request';
import { protocolError, RefusedError, type ProtocolErrorCode } from '../protocol/protocol-error';
import { uniquePurpose } from '../network/connections';

/** The transaction before, this id's or another producer's, is not wholly ended yet: that takes some milliseconds. */
const BUSY = new Set<string>(['CONCURRENT_TRANSACTIONS', 'UNSTABLE_OFFSET_COMMIT']);
const BUSY_MS = 5;
const TIMEOUT_MS = 3000;

/** `timeoutMs` is of each attempt, 3000 by default. */
interface AskOptions extends Patience, SendOptions {
  /** Whether an error code is an answer all the same, though Kafka takes it for temporary. @default - none is */
  readonly isFinal?: (type: ProtocolErrorCode) => boolean;
}

interface WaitOptions extends Pick<Patience, 'signal'> {
  /** How long the others may take, milliseconds. */
  readonly timeoutMs: number;
}

/** What one attempt has at hand. */
interface Attempt {
  readonly nodeId: number;
  readonly connection: BrokerConnection;
  readonly signal: AbortSignal;
  /** Has the deadline count from now. */
  readonly prolong: () => void;
}

/** The broker that keeps a group's or a transactional id's state: another one, when its broker dies. */
export class Coordinator {
  readonly #coordinated: Coordinated;
  readonly #purpose = uniquePurpose('coordinator');
  readonly #closing = abortController();
  #deadlineMs: number;
  /** Ends what is asked until the time is shortened. */
  #asking = abortController();
  #nodeId: number | undefined;
  #inDoubt = 0;

  /** @param deadlineMs how long it may be out of reach, milliseconds, where nothing else is said */
  constructor(
    private readonly client: Client,
    kind: Coordinated['kind'],
    key: string,
    deadlineMs = GIVE_UP_MS,
  ) {
    this.#coordinated = { kind, key };
    this.#deadlineMs = deadlineMs;
  }

  /** Requests so far that got no answer, or one that does not tell whether they took effect or still will. */
  get inDoubt(): number {
    return this.#inDoubt;
  }

  /**
   * Asks until the coordinator answers, wherever it moves, and again while an error code of the answer is temporary.
   * @throws {KafkaError} `CANNOT_CONNECT` after `deadlineMs`, `CLOSED`, or the reason of `signal`
   */
  ask<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    { timeoutMs = TIMEOUT_MS, isFinal = () => false, ...patience }: AskOptions = {},
  ): Promise<Answer> {
    const send = ({ connection, signal }: Attempt) => connection.send(request, args, { timeoutMs, signal });
    return this.#untilAnswered((attempt) => this.#try(send(attempt), isFinal), patience);
  }

  /**
   * As `ask`, what is answered only when others have done their part: the deadline counts from when the coordinator last gave a sign of
   * life. Where another one takes over, that one is asked.
   */
  wait<Args, Answer extends Answered>(
    request: Request<Args, Answer>,
    args: Args,
    { timeoutMs, signal }: WaitOptions,
  ): Promise<Answer> {
    const send = async ({ nodeId, connection, signal, prolong }: Attempt) => {
      const stopWatching = watchCoordinator(this.client, this.#coordinated, nodeId, {
        onLife: prolong,
        onDeposed: (error) => connection.destroy(error),
      });
      try {
        return await connection.send(request, args, { timeoutMs, signal });
      } finally {
        stopWatching();
        // Behind a question that nobody waits for any more no other one would be heard.
        if (signal.aborted) connection.destroy();
      }
    };
    return this.#untilAnswered((attempt) => this.#try(send(attempt)), { signal });
  }

  /** Leaves no more time than this for what is being asked, and for each thing that will be. */
  shortenDeadline(withinMs: number): void {
    const asking = this.#asking;
    this.#asking = abortController();
    this.#deadlineMs = Math.min(this.#deadlineMs, withinMs);
    const timer = setTimeout(() => asking.abort(this.#outOfReach('it does not answer')), withinMs);
    this.#closing.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  async #untilAnswered<Answer>(
    attempt: (attempt: Attempt) => Promise<Answer>,
    { deadlineMs = this.#deadlineMs, signal }: Patience,
  ): Promise<Answer> {
    const stop = abortController();
    const unfollow = follow(stop, [signal, this.#asking.signal, this.#closing.signal]);
    try {
      const answer = await retry(
        async (signal, prolong) => attempt({ signal, prolong, ...(await this.#connect(signal)) }),
        {
          deadlineMs,
          signal: stop.signal,
          recover: (failure) => {
            if (isBusy(failure)) return;
            this.#nodeId = undefined;
            this.client.retrying({ what: 'coordinator', reason: messageOf(failure) });
          },
          backoffMs: (failure, usualMs) => (isBusy(failure) ? BUSY_MS : usualMs),
          late: (reason, cause) => this.#outOfReach(reason, cause),
        },
      );
      requireRight(this.#coordinated, errorCodes(answer));
      return answer;
    } finally {
      unfollow();
    }
  }

  async #try<Answer extends Answered>(
    answering: Promise<Answer>,
    isFinal: (type: ProtocolErrorCode) => boolean = () => false,
  ): Promise<Answer> {
    try {
      const answer = await answering;
      const temporary = errorCodes(answer)
        .map(protocolError)
        .find((error) => error?.retriable && !isFinal(error.type));
      if (temporary) throw new RefusedError(temporary);
      return answer;
    } catch (error) {
      if (!isBusy(error)) this.#inDoubt++;
      throw error;
    }
  }

  /** Asks once, and does not care. */
  async tell<Args>(request: Request<Args, Answered>, args: Args, timeoutMs: number): Promise<void> {
    try {
      await unlessAborted(
        this.#connect().then(({ connection }) => connection.send(request, args, { timeoutMs })),
        this.#closing.signal,
      );
    } catch (error) {
      this.client.log({ level: 'debug', message: `${request.name} was not answered`, reason: messageOf(error) });
    }
  }

  close(): void {
    const { kind, key } = this.#coordinated;
    this.#closing.abort(new KafkaError('CLOSED', `the ${kind} "${key}" is not worked for any more`));
    this.client.closeConnections(this.#purpose);
  }

  #outOfReach(reason: string, cause?: unknown): KafkaError {
    const { kind, key } = this.#coordinated;
    return new KafkaError('CANNOT_CONNECT', `the coordinator of ${kind} "${key}" is out of reach: ${reason}`, {
      cause,
    });
  }

  async #connect(signal?: AbortSignal): Promise<Pick<Attempt, 'nodeId' | 'connection'>> {
    const nodeId = (this.#nodeId ??= await this.#find(signal));
    return { nodeId, connection: await this.client.connection(nodeId, this.#purpose, signal) };
  }

  async #find(signal: AbortSignal | undefined): Promise<number> {
    const nodeId = await coordinatorId(this.client, this.#coordinated, undefined, signal);
    if (!this.client.metadata.brokers.has(nodeId)) await this.client.refresh(signal);
    return nodeId;
  }
}

const isBusy = (failure: unknown): boolean => failure instanceof RefusedError && BUSY.has(failure.code);
