import type { Control } from '../group/control';
import type { PartitionOffset } from '../group/offsets';
import type { Message } from '../message';
import type { ProducerOptions } from '../producer/producer';

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
  /**
   * Has a group go on there when the transaction is committed.
   * @param group `Control.member` of who consumes them: its coordinator looks whether that still is a member (KIP-447), as with
   * `transform`. By a name, nobody looks whether the partitions are still whose work this is
   * @throws {KafkaError} as `send`; `NOT_A_MEMBER` when the group has gone on without the member; the coordinator may refuse
   */
  sendOffsets(group: string | Control['member'], offsets: readonly PartitionOffset[]): Promise<void>;
}

export interface TransactionCallOptions {
  /**
   * Ends the transaction at once, with its reason: nothing of it takes effect, whatever `work` still does. Only while it is being
   * committed the error is `UNKNOWN_OUTCOME`.
   */
  readonly signal?: AbortSignal | undefined;
}
