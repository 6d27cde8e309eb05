import { abortController, delay, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { GIVE_UP_MS } from '../client/timeouts';
import { requireGiven, requireOptions } from '../client/require-options';
import { KafkaError } from '../protocol/errors';
import { OpenTransaction } from './open-transaction';
import type { Transaction, TransactionCallOptions, TransactionOptions } from './options';
import { Session } from './session';
import { isFenced, TransactionCoordinator } from './transaction-coordinator';

const MAX_TRANSACTION_MS = 30_000;
/** A coordinator that is out of reach for longer ends the transaction itself, after its time-out. */
const CLOSE_MS = 10_000;

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
  /** Settles when nobody waits for the transaction in hand any more. */
  #current: Promise<unknown> = Promise.resolve();
  readonly #closing = abortController();
  #isOpen = false;
  #isClosed = false;

  /** @throws {KafkaError} `INVALID_OPTION` */
  constructor(
    private readonly client: Client,
    private readonly options: TransactionOptions,
  ) {
    requireOptions(options);
    requireGiven(options, 'transactionalId');
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
      const carried = this.#carryOut(session, work, signal);
      this.#current = carried.catch(() => undefined);
      return await carried;
    } finally {
      this.#isOpen = false;
    }
  }

  /**
   * Takes back a transaction whose `work` has not ended, which rejects with `CLOSED`: left open, it would keep what comes behind it
   * from readers of committed messages. One that is being committed is waited for.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#closing.abort(new KafkaError('CLOSED', 'the producer was closed: the transaction is taken back'));
    const late = abortController();
    const ended = this.#current.then(() => this.#ending).then(() => late.abort());
    await Promise.race([ended, delay(CLOSE_MS, late.signal)]);
    await this.#session?.close();
    this.#coordinator.close();
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
    const transaction = new OpenTransaction(this.client, session);
    let committing: Promise<void> | undefined;
    try {
      const working = unlessAborted(begun(work, transaction), signal);
      const result = await unlessAborted(working, this.#closing.signal).finally(() => transaction.end());
      await unlessAborted((committing = session.commit()), signal);
      if (session.isSpent) await this.#replace(session);
      return result;
    } catch (error) {
      const isGivenUp = signal?.aborted === true || (this.#isClosed && !committing);
      const failure = signal?.aborted && committing ? this.#unknown(error) : error;
      if (isGivenUp) session.fail(failure as Error);
      const ending = this.#endFailed(session, committing);
      this.#ending = ending;
      if (isGivenUp) throw failure;
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
    await this.#open().catch(() => undefined);
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

/** What `work` throws before it waits for anything is a rejection, too. */
const begun = async <T>(work: (transaction: OpenTransaction) => Promise<T>, transaction: OpenTransaction): Promise<T> =>
  work(transaction);
