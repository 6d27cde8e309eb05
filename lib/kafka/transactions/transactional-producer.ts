import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import type { ProducerOptions } from '../producer/producer';
import { Session } from './session';
import { TransactionCoordinator } from './transaction-coordinator';

export interface TransactionOptions extends ProducerOptions {
  /** One for each worker that runs at a time, and the same after its restart: opening it ends what the last one left open. */
  readonly transactionalId: string;
  /** When the coordinator aborts a transaction that nobody ends, milliseconds: until then it holds up committed reads. @default 30000 */
  readonly transactionTimeoutMs?: number;
}

/** What can be done within a transaction. */
export interface Transaction {
  /** Resolves when the message is stored. @throws {KafkaError} when it is not: the transaction can only be aborted then */
  send(message: Message): Promise<{ readonly partition: number; readonly offset: number }>;
}

/** Writes messages so that readers of committed ones see all of a transaction or nothing. */
export class TransactionalProducer {
  readonly #coordinator: TransactionCoordinator;
  #session: Session | undefined;
  #isOpen = false;

  constructor(
    private readonly client: Client,
    private readonly options: TransactionOptions,
  ) {
    this.#coordinator = new TransactionCoordinator(client, options.transactionalId);
  }

  /**
   * Commits when `work` resolves, aborts when it rejects. The next call goes on with a new epoch wherever the fate of this one is
   * not certain.
   * @throws what `work` rejects with
   * @throws {KafkaError} `FENCED`, `UNKNOWN_OUTCOME`, `TRANSACTION_OPEN`
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.within(work);
  }

  /** As `transaction`, for those who also commit offsets. */
  async within<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#isOpen)
      throw new KafkaError('TRANSACTION_OPEN', 'the producer is in a transaction already: await that first');
    this.#isOpen = true;
    try {
      const session = (this.#session ??= await this.#openSession());
      try {
        const result = await work(session);
        await session.commit();
        return result;
      } catch (error) {
        await session.abort().catch(() => undefined);
        throw error;
      } finally {
        if (session.isSpent) await this.#replace(session);
      }
    } finally {
      this.#isOpen = false;
    }
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#coordinator.close();
  }

  async #openSession(): Promise<Session> {
    const { transactionalId, transactionTimeoutMs = 30_000, ...options } = this.options;
    const identity = await this.#coordinator.open(transactionTimeoutMs);
    const deliveryTimeoutMs = options.deliveryTimeoutMs ?? transactionTimeoutMs;
    return new Session(this.client, transactionalId, this.#coordinator, identity, { ...options, deliveryTimeoutMs });
  }

  /** Opening anew ends what the failed one left open. Not after it was fenced: that would fence the rightful producer in turn. */
  async #replace(session: Session): Promise<void> {
    this.#session = undefined;
    await session.close();
    if (session.failure instanceof KafkaError && session.failure.code === 'FENCED') return;
    this.#session = await this.#openSession().catch(() => undefined);
  }
}
