import type { Client } from '../client/client';
import type { KafkaErrorCode } from '../protocol/error-code';
import type { Compression } from '../protocol/records/compression';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import type { Outboxes } from './outbox';

export interface SenderContext {
  readonly client: Client;
  readonly compression: Compression;
  /** All partitions begin with this: sequence numbers count per producer id and partition, so they do not meet. */
  readonly identity: ProducerIdentity;
  /**
   * A new one, for a partition that must not go on with its own.
   * @param reason why not: what the broker said, or NOT_STORED, UNKNOWN_OUTCOME after a batch that was given up
   * @throws {NoAnswerError}
   */
  readonly newIdentity: (reason: KafkaErrorCode) => Promise<ProducerIdentity>;
  readonly outboxes: Outboxes;
  readonly transaction: TransactionContext | undefined;
}

export interface TransactionContext {
  readonly id: string;
  /** Makes the partition part of the transaction, unless it is already. */
  readonly enlist: (topic: string, partition: number) => Promise<void>;
}
