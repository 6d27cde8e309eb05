import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { requireOptions } from '../client/require-options';
import { teller } from '../hooks';
import type { KafkaErrorCode } from '../protocol/error-code';
import { KafkaError } from '../protocol/errors';
import { asMember } from '../group/as-member';
import { endOf } from '../group/offsets';
import type { Consumed, ConsumeOptions } from '../group/options';
import { Unreadables } from '../group/unreadables';
import type { MessageBatch } from '../message';
import type { OpenTransaction } from './open-transaction';
import type { Transaction, TransactionOptions } from './options';
import { TransactionalProducer } from './transactional-producer';

export type TransformOptions = Omit<ConsumeOptions, 'isolation' | 'concurrency'> & TransactionOptions;

/** After these the transaction is aborted, and the batch comes again: here or to the member that took over. */
const AGAIN = new Set<KafkaErrorCode>(['NOT_A_MEMBER', 'TRANSACTION_TIMED_OUT', 'UNKNOWN_OUTCOME', 'NOT_STORED']);

/**
 * Consumes batches, and writes what `work` makes of them in the same transaction that commits the batch: each message has its
 * effect exactly once for readers of committed messages, whatever dies meanwhile. `work` may be called again with the same
 * batch, so its only effects should be what it sends.
 * @throws what `work` rejects with, after the transaction was aborted
 * @throws {KafkaError} `FENCED` when another one with its transactional id has taken over: each has its own
 */
export async function transform(
  client: Client,
  options: TransformOptions,
  work: (batch: MessageBatch, transaction: Transaction, signal: AbortSignal) => Promise<void>,
): Promise<Consumed> {
  requireOptions(options);
  requireArguments({ client });
  const producer = new TransactionalProducer(client, options);
  const unreadables = new Unreadables(client, options);
  const tell = teller(options.on, client.log);
  try {
    const consumed = await asMember(client, options, async (offsets, batch, signal, { failed }) => {
      const { topic, partition } = batch;
      const carryOut = async (transaction: OpenTransaction) => {
        await unreadables.leaveOut(batch.unreadable, undefined, (message) => transaction.send(message));
        if (batch.messages.length > 0) await work(batch, transaction, signal);
        await transaction.commitOffsets(offsets, [endOf(batch)]);
      };
      try {
        await producer.within(carryOut, { signal: failed });
        unreadables.done(batch.unreadable);
        tell('committed', [endOf(batch)]);
        return true;
      } catch (error) {
        if (!(error instanceof KafkaError && AGAIN.has(error.code))) throw error;
        client.log({ level: 'warn', message: 'a batch will come again', reason: error.message, topic, partition });
        return false;
      }
    });
    return unreadables.counted(consumed);
  } finally {
    await producer.close();
  }
}
