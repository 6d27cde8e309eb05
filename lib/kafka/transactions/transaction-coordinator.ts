import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { Coordinator } from '../client/coordinator';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { errorCodes, type Answered, type Request } from '../protocol/request';
import { addOffsetsToTxn } from '../protocol/requests/add-offsets-to-txn';
import { addPartitionsToTxn } from '../protocol/requests/add-partitions-to-txn';
import { endTxn } from '../protocol/requests/end-txn';
import { initProducerId } from '../protocol/requests/init-producer-id';
import { protocolError, type ProtocolErrorCode } from '../protocol/protocol-error';

/** A later producer of the same id, or the coordinator after the transaction time-out, has put an end to this one. */
const FENCED = new Set<ProtocolErrorCode>(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_PRODUCER_ID_MAPPING']);

/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const WITHIN = { timeoutMs: 10_000 };

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
    const asked = { transactionalId: this.transactionalId, transactionTimeoutMs };
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
    const name = FENCED.has(error.type) ? 'FENCED' : error.type;
    const text = FENCED.has(error.type)
      ? 'another producer of this id, or the time-out, ended the transaction'
      : error.message;
    throw new KafkaError(name, `transactional id "${this.transactionalId}": ${text}`);
  }
}
