import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { Coordinator } from '../client/coordinator';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { initProducerId } from '../protocol/requests/init-producer-id';
import { protocolError } from '../protocol/protocol-error';
import type { ProtocolErrorCode } from '../protocol/protocol-error-code';

/** A later producer of the same id, or the coordinator after the transaction time-out, has put an end to this one. */
const FENCED = new Set<ProtocolErrorCode>(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_PRODUCER_ID_MAPPING']);

/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const TIMEOUT_MS = 10_000;

/** What the coordinator of a transactional id is asked. */
export class TransactionCoordinator {
  readonly #coordinator: Coordinator;

  constructor(
    client: Client,
    private readonly transactionalId: string,
  ) {
    this.#coordinator = new Coordinator(client, 'transaction', transactionalId);
  }

  /** As `Coordinator.doubtful`. */
  get doubtful(): number {
    return this.#coordinator.doubtful;
  }

  /** Ends what producers of this id before left open, and fences them. */
  async open(transactionTimeoutMs: number): Promise<ProducerIdentity> {
    const { errorCode, ...identity } = await this.#coordinator.exchange(
      (connection) => initProducerId(connection, this.transactionalId, transactionTimeoutMs, TIMEOUT_MS),
      ({ errorCode }) => [errorCode],
    );
    this.#throwIfRefused(errorCode);
    return identity;
  }

  async addPartition(identity: ProducerIdentity, topic: string, partition: number): Promise<void> {
    const { errors } = await this.#coordinator.ask(
      'AddPartitionsToTxn',
      { ...this.#args(identity), topics: [{ topic, partitions: [partition] }] },
      ({ errors }) => errors.flatMap(({ partitionErrors }) => partitionErrors.map(({ errorCode }) => errorCode)),
      TIMEOUT_MS,
    );
    for (const { errorCode } of errors.flatMap(({ partitionErrors }) => partitionErrors))
      this.#throwIfRefused(errorCode);
  }

  async addGroup(identity: ProducerIdentity, groupId: string): Promise<void> {
    const args = { ...this.#args(identity), groupId };
    const { errorCode } = await this.#coordinator.ask(
      'AddOffsetsToTxn',
      args,
      ({ errorCode }) => [errorCode],
      TIMEOUT_MS,
    );
    this.#throwIfRefused(errorCode);
  }

  /** May be asked again after a request without an answer: a coordinator that has done it says so. */
  async end(identity: ProducerIdentity, outcome: 'commit' | 'abort'): Promise<void> {
    const args = { ...this.#args(identity), transactionResult: outcome === 'commit' };
    const { errorCode } = await this.#coordinator.ask('EndTxn', args, ({ errorCode }) => [errorCode], TIMEOUT_MS);
    this.#throwIfRefused(errorCode);
  }

  close(): void {
    this.#coordinator.close();
  }

  #args({ producerId, epoch }: ProducerIdentity) {
    return { transactionalId: this.transactionalId, producerId: String(producerId), producerEpoch: epoch };
  }

  #throwIfRefused(code: number): void {
    const error = protocolError(code);
    if (!error) return;
    const name = FENCED.has(error.type) ? 'FENCED' : error.type;
    const text = FENCED.has(error.type)
      ? 'another producer of this id, or the time-out, ended the transaction'
      : error.message;
    throw new KafkaError(name, 1, `transactional id "${this.transactionalId}": ${text}`);
  }
}
