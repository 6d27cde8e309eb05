import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import { GIVE_UP_MS } from '../client/timeouts';
import { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import type { ProducerOptions } from '../producer/producer';
import { requireOptions } from '../client/require-options';
import { OpenTransaction } from './open-transaction';
import { Session } from './session';
import { isFenced, TransactionCoordinator } from './transaction-coordinator';

const MAX_TRANSACTION_MS = 30_000;

export interface TransactionOptions extends ProducerOptions {
  /** One for each worker that runs at a time, and the same after its restart: opening it ends what the last one left open. */
  readonly transactionalId: string;
  /** When the coordinator aborts a transaction that nobody ends, milliseconds: until then it holds up committed reads. @default 30000 */
  readonly transactionTimeoutMs?: number;
  /** How long its coordinator may be out of reach until that is an error, milliseconds. @default 60000 */
  readonly deadlineMs?: number;
}

/** What can be done within a transaction, until `work` resolves or rejects. */
export interface Transaction {
  /**
   * Resolves when the message is stored.
   * @throws {KafkaError} when it is not: the transaction can only be aborted then, also where nobody awaits this
   * @throws {KafkaError} `TRANSACTION_ENDED` after the end of `work`: the message is not sent
   */
  send(message: Message): Promise<{ readonly partition: number; readonly offset: number }>;
}

export interface TransactionCallOptions {
  /**
   * Ends the transaction at once, with its reason: nothing of it takes effect, whatever `work` still does. Only while it is being
   * committed the error is `UNKNOWN_OUTCOME`.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Writes messages so that readers of committed ones see all of a transaction or nothing. */
export class TransactionalProducer {
  readonly #coordinator: TransactionCoordinator;
  #session: Session | undefined;
  /** Where a new session goes on: the one before is used up. */
  #last: Session | undefined;
  #fenced: KafkaError | undefined;
  /** One at a time: whoever does not wait for it any more leaves it to the next one. */
  #opening: Promise<Session> | undefined;
  /** Settles when the one before has ended, and what it left open is closed. */
  #ending = Promise.resolve();
  #isOpen = false;
  #isClosed = false;

  /** @throws {KafkaError} `INVALID_OPTION` */
  constructor(
    private readonly client: Client,
    private readonly options: TransactionOptions,
  ) {
    requireOptions(options);
    this.#coordinator = new TransactionCoordinator(client, options.transactionalId, options.deadlineMs);
  }

  /**
   * Commits when `work` resolves, with all that was handed over by then, and aborts when it rejects. The next call goes on with a new
   * epoch wherever the fate of this one is not certain.
   * @throws what `work` rejects with
   * @throws {KafkaError} `FENCED`: another producer of this id has taken over, and this one is of no more use
   * @throws {KafkaError} `TRANSACTION_TIMED_OUT`: it was not ended within `transactionTimeoutMs`, and is aborted
   * @throws {KafkaError} `UNKNOWN_OUTCOME`, `TRANSACTION_OPEN`, `CLOSED`
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionCallOptions): Promise<T> {
    return this.within(work, options);
  }

  /** As `transaction`, for those who also commit offsets. */
  async within<T>(
    work: (transaction: OpenTransaction) => Promise<T>,
    { signal }: TransactionCallOptions = {},
  ): Promise<T> {
    signal?.throwIfAborted();
    this.#refuseUnlessReady();
    this.#isOpen = true;
    try {
      await unlessAborted(this.#ending, signal);
      const session = this.#session ?? (await unlessAborted(this.#open(), signal));
      return await this.#carryOut(session, work, signal);
    } finally {
      this.#isOpen = false;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#session?.close();
    this.#coordinator.close();
    await this.#ending;
    await this.#opening?.then(
      (session) => session.close(),
      () => undefined,
    );
  }

  #refuseUnlessReady(): void {
    if (this.#isClosed) throw new KafkaError('CLOSED', 'the producer is closed');
    if (this.#fenced) throw this.#fenced;
    if (this.#isOpen)
      throw new KafkaError('TRANSACTION_OPEN', 'the producer is in a transaction already: await that first');
  }

  async #carryOut<T>(
    session: Session,
    work: (transaction: OpenTransaction) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const transaction = new OpenTransaction(session);
    let committing: Promise<void> | undefined;
    try {
      const result = await unlessAborted(work(transaction), signal).finally(() => transaction.end());
      await unlessAborted((committing = session.commit()), signal);
      if (session.isSpent) await this.#replace(session);
      return result;
    } catch (error) {
      const failure = signal?.aborted && committing ? this.#unknown(error) : error;
      if (signal?.aborted) session.fail(failure as Error);
      const ending = this.#endFailed(session, committing);
      this.#ending = ending;
      if (signal?.aborted) throw failure;
      await ending;
      throw error === session.failure && isFenced(error) && this.#session ? this.#timedOut(error) : error;
    }
  }

  /** Never rejects. */
  async #endFailed(session: Session, committing: Promise<void> | undefined): Promise<void> {
    await committing?.catch(() => undefined);
    await session.abort().catch(() => undefined);
    if (session.isSpent) await this.#replace(session);
  }

  #open(): Promise<Session> {
    const opening = (this.#opening ??= this.#openSession()
      .then((session) => (this.#session = session))
      .finally(() => (this.#opening = undefined)));
    // Should nobody wait for it any more.
    opening.catch(() => undefined);
    return opening;
  }

  async #openSession(): Promise<Session> {
    const { transactionalId, transactionTimeoutMs = MAX_TRANSACTION_MS, ...options } = this.options;
    const last = this.#last;
    const opening = last
      ? this.#coordinator.reopen(last.identity, last.isBegun, transactionTimeoutMs)
      : this.#coordinator.open(transactionTimeoutMs);
    const identity = await opening.catch((error: unknown) => {
      if (isFenced(error)) this.#fenced = error;
      throw error;
    });
    const { deadlineMs = GIVE_UP_MS, deliveryTimeoutMs = Math.min(transactionTimeoutMs, deadlineMs) } = options;
    return new Session(this.client, transactionalId, this.#coordinator, identity, { ...options, deliveryTimeoutMs });
  }

  /** To go on ends what the failed one left open. Where it cannot yet, the next transaction tries again. */
  async #replace(session: Session): Promise<void> {
    this.#session = undefined;
    this.#last = session;
    await session.close();
    if (!this.#isClosed) await this.#open().catch(() => undefined);
  }

  #unknown(cause: unknown): KafkaError {
    const text = `transactional id "${this.options.transactionalId}": whether the commit was done is not known`;
    return new KafkaError('UNKNOWN_OUTCOME', text, { cause });
  }

  /** Brokers say the same when another producer has taken over; but then there would be no going on. */
  #timedOut(cause: KafkaError): KafkaError {
    const { transactionalId, transactionTimeoutMs = MAX_TRANSACTION_MS } = this.options;
    const text = `its coordinator has ended the transaction, which may take ${transactionTimeoutMs / 1000} s (transactionTimeoutMs)`;
    return new KafkaError('TRANSACTION_TIMED_OUT', `transactional id "${transactionalId}": ${text}`, { cause });
  }
}
