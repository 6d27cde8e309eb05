import type { Client } from '../client/client';
import type { GivenOf } from '../protocol/codec/type';
import type { KafkaErrorCode } from '../protocol/error-code';
import { KafkaError } from '../protocol/errors';
import { Coordinator } from '../client/coordinator';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { errorCodes, type Answered, type Request } from '../protocol/request';
import { addOffsetsToTxn } from '../protocol/requests/add-offsets-to-txn';
import { addPartitionsToTxn } from '../protocol/requests/add-partitions-to-txn';
import { endTxn } from '../protocol/requests/end-txn';
import { initProducerId } from '../protocol/requests/init-producer-id';
import { protocolError } from '../protocol/protocol-error';

/** A later producer of the same id has put an end to this one, or the coordinator has to its transaction, after the time-out. */
export const FENCED = new Set<KafkaErrorCode>([
  'INVALID_PRODUCER_EPOCH',
  'PRODUCER_FENCED',
  'INVALID_PRODUCER_ID_MAPPING',
]);

/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const WITHIN = { timeoutMs: 10_000 };

/** What the coordinator of a transactional id is asked. */
export class TransactionCoordinator {
  readonly #coordinator: Coordinator;

  constructor(
    client: Client,
    private readonly transactionalId: string,
    deadlineMs: number | undefined,
  ) {
    this.#coordinator = new Coordinator(client, 'transaction', transactionalId, deadlineMs);
  }

  /** As `Coordinator.inDoubt`. */
  get inDoubt(): number {
    return this.#coordinator.inDoubt;
  }

  /** Ends what producers of this id before left open, and fences them. */
  open(transactionTimeoutMs: number): Promise<ProducerIdentity> {
    return this.#initialise({ transactionalId: this.transactionalId, transactionTimeoutMs });
  }

  /**
   * Goes on with a new epoch, and ends what is open, unless another producer has taken over: the coordinator compares the epoch that
   * it is told (KIP-360). Where it has ended an open transaction itself, it has raised the epoch by one, and given that to nobody.
   * @param isBegun whether it certainly knows of a transaction of `last` that nobody here has asked it to end
   * @throws {KafkaError} `FENCED`
   */
  async reopen(last: ProducerIdentity, isBegun: boolean, transactionTimeoutMs: number): Promise<ProducerIdentity> {
    const { transactionalId } = this;
    const from = (producerEpoch: number) =>
      this.#initialise({ transactionalId, transactionTimeoutMs, producerId: last.producerId, producerEpoch });
    try {
      return await from(last.epoch);
    } catch (error) {
      if (!isBegun || !isFenced(error)) throw error;
      return from(last.epoch + 1);
    }
  }

  async #initialise(asked: GivenOf<typeof initProducerId.request>): Promise<ProducerIdentity> {
    const { errorCode, producerId, producerEpoch } = await this.#coordinator.ask(initProducerId, asked, WITHIN);
    this.#throwIfRefused(errorCode);
    return { producerId, epoch: producerEpoch };
  }

  async addPartition({ producerId, epoch }: ProducerIdentity, topic: string, partition: number): Promise<void> {
    const asked = {
      v3AndBelowTransactionalId: this.transactionalId,
      v3AndBelowProducerId: producerId,
      v3AndBelowProducerEpoch: epoch,
      v3AndBelowTopics: [{ name: topic, partitions: [partition] }],
    };
    await this.#change(addPartitionsToTxn, asked);
  }

  async addGroup(identity: ProducerIdentity, groupId: string): Promise<void> {
    await this.#change(addOffsetsToTxn, { ...this.#producer(identity), groupId });
  }

  /** May be asked again after a request without an answer: a coordinator that has done it says so. */
  async end(identity: ProducerIdentity, outcome: 'commit' | 'abort'): Promise<void> {
    await this.#change(endTxn, { ...this.#producer(identity), committed: outcome === 'commit' });
  }

  close(): void {
    this.#coordinator.close();
  }

  async #change<Args>(request: Request<Args, Answered>, args: Args): Promise<void> {
    for (const code of errorCodes(await this.#coordinator.ask(request, args, WITHIN))) this.#throwIfRefused(code);
  }

  #producer({ producerId, epoch }: ProducerIdentity) {
    return { transactionalId: this.transactionalId, producerId, producerEpoch: epoch };
  }

  #throwIfRefused(code: number): void {
    const error = protocolError(code);
    if (!error) return;
    if (FENCED.has(error.type)) throw fenced(this.transactionalId);
    throw new KafkaError(error.type, `transactional id "${this.transactionalId}": ${error.message}`);
  }
}

export const fenced = (transactionalId: string): KafkaError =>
  new KafkaError('FENCED', `transactional id "${transactionalId}": another producer of this id has taken over`);

export const isFenced = (error: unknown): error is KafkaError => error instanceof KafkaError && error.code === 'FENCED';
