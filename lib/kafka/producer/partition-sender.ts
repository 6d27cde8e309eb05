import { delay } from '../async';
import { FIRST_BACKOFF_MS, nextBackoff } from '../client/timeouts';
import type { KafkaErrorCode } from '../protocol/error-code';
import { NoAnswerError } from '../network/no-answer-error';
import { KafkaError } from '../protocol/errors';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { attempt, unsent, type Attempted } from './attempt';
import type { Batch } from './batch';
import { divide } from './divide';
import type { Delivery } from './delivery';
import type { SenderContext } from './sender-context';

/** Has the batches of one partition stored, one after the other, under one identity for as long as that is safe. */
export class PartitionSender {
  #identity: ProducerIdentity | undefined;
  /** Why the last one is not used any more. */
  #lostBy: KafkaErrorCode = 'NOT_STORED';
  #sequence = 0;
  #batch: Batch | undefined;
  /** Who is to store it. */
  #leader: number | undefined;
  /** Since when that is asked to. */
  #sentAt: number | undefined;
  #abandon: (reason: string) => void = () => undefined;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly context: SenderContext,
    private readonly onSettled: (batch: Batch) => void,
  ) {
    this.#identity = context.identity;
  }

  /** @returns parts of the batch that are to be sent again, each by itself */
  async deliver(batch: Batch): Promise<readonly Batch[]> {
    const { client } = this.context;
    this.#batch = batch;
    let reason: string | undefined = 'there was no time left to send it';
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = nextBackoff(backoffMs)) {
      if (batch.refusal) return this.#refuseFor(batch, batch.refusal);
      const tried: Attempted =
        performance.now() < batch.deadline && !client.isClosed
          ? await this.#attempt(batch)
          : { result: 'again', reason, inDoubt: false };
      if (tried.result === 'refused' && !batch.isInDoubt) return this.#refuse(batch, tried);
      reason = this.#conclude(batch, tried);
      if (reason === undefined) return [];
      client.retrying({ what: 'produce', reason, topic: this.topic, partition: this.partition });
      await this.#untilWorthAnother(batch, backoffMs);
    }
  }

  /** Shortens the deadline of the batch in hand. */
  endBy(deadline: number): void {
    if (this.#batch) this.#batch.deadline = Math.min(this.#batch.deadline, deadline);
  }

  /** What is in flight gets its answer first. */
  vanish(error: KafkaError): void {
    if (!this.#batch || this.#batch.isSettled) return;
    this.#batch.refusal = error;
    if (this.#sentAt === undefined) this.#abandon(error.message);
  }

  /**
   * Gives up waiting for an answer when there is no time left or the partition has another leader: a frozen broker keeps
   * its connections open and never answers. Called often.
   * @returns milliseconds that the request in flight has been waiting
   */
  check(now: number): number {
    if (!this.#batch) return 0;
    if (now >= this.#batch.deadline) this.#abandon('no answer came in time');
    const leader = this.#leader;
    if (leader === undefined) return 0;
    const current = this.context.client.partition(this.topic, this.partition)?.leader;
    if (current !== undefined && current !== leader) this.#abandon(`broker ${current} leads instead of ${leader}`);
    return this.#sentAt === undefined ? 0 : now - this.#sentAt;
  }

  async #attempt(batch: Batch): Promise<Attempted> {
    const { client, compression, newIdentity, outboxes, transaction } = this.context;
    const { topic, partition } = this;
    const abandoned = this.#untilAbandoned();
    try {
      if (!this.#identity) {
        this.#identity = await unless(abandoned, newIdentity(this.#lostBy));
        this.#sequence = 0;
      }
      if (transaction) await unless(abandoned, transaction.enlist(topic, partition));
      return await attempt(batch, {
        client,
        topic,
        partition,
        identity: this.#identity,
        firstSequence: this.#sequence,
        compression,
        transactionalId: transaction?.id,
        abandoned,
        outboxes,
        onLeader: (leader) => (this.#leader = leader),
        onSent: () => (this.#sentAt = performance.now()),
      });
    } catch (error) {
      return unsent(error);
    } finally {
      this.#leader = this.#sentAt = undefined;
    }
  }

  #untilAbandoned(): Promise<string> {
    return new Promise((resolve) => (this.#abandon = resolve));
  }

  async #untilWorthAnother(batch: Batch, backoffMs: number): Promise<void> {
    if (batch.refusal) return;
    const { client } = this.context;
    const worthIt = client
      .refresh()
      .catch(() => undefined)
      .then(() => delay(backoffMs * (0.5 + Math.random() / 2)));
    await Promise.race([worthIt, this.#untilAbandoned()]);
  }

  /** Settles the batch, or returns why it is to be tried again. */
  #conclude(batch: Batch, tried: Attempted): string | undefined {
    if (tried.result === 'stored') this.#acknowledge(batch, tried);
    else if (tried.result === 'refused') this.giveUp(batch, tried.error.message);
    else {
      // Under another identity a batch that may be stored could be stored twice.
      const isLost = tried.result === 'invalid-identity' && batch.isInDoubt;
      if (tried.result === 'invalid-identity') this.#lose(tried.code);
      else batch.isInDoubt ||= tried.inDoubt;
      if (!isLost && performance.now() < batch.deadline && !this.context.client.isClosed) return tried.reason;
      this.giveUp(batch, tried.reason);
    }
    return undefined;
  }

  #refuseFor(batch: Batch, error: KafkaError): readonly Batch[] {
    if (batch.isInDoubt) this.giveUp(batch, error.message);
    else this.#settle(batch, () => ({ outcome: 'failed', error }));
    return [];
  }

  #acknowledge(batch: Batch, { firstOffset, appended }: Attempted & { result: 'stored' }): void {
    this.#sequence = (this.#sequence + batch.count) % 2 ** 31;
    const { partition } = this;
    this.#settle(batch, (index) => ({ outcome: 'acked', partition, offset: firstOffset + index, appended }));
  }

  #refuse(batch: Batch, { error, records }: Attempted & { result: 'refused' }): readonly Batch[] {
    const { blamed, rest } = divide(batch, error.type, records);
    if (blamed) this.#fail(blamed, error.type, records.values().next().value ?? error.message);
    return rest;
  }

  /**
   * After this the identity is not used any more. Whether its last sequence numbers were stored is not known; one that
   * was, given to other messages, would make the broker drop those as a repetition, and acknowledge them.
   */
  giveUp(batch: Batch, reason: string): void {
    if (batch.isSettled) return;
    this.#lose(batch.isInDoubt ? 'UNKNOWN_OUTCOME' : 'NOT_STORED');
    if (!batch.isInDoubt) {
      this.#fail(batch, 'NOT_STORED', reason);
      return;
    }
    const { topic, partition } = this;
    const text = `${topic}/${partition} may or may not have stored the message: ${reason}`;
    const error = new KafkaError('UNKNOWN_OUTCOME', text, { topic, partition });
    this.#settle(batch, () => ({ outcome: 'unknown', partition, error }));
  }

  #lose(code: KafkaErrorCode): void {
    this.#identity = undefined;
    this.#lostBy = code;
  }

  #fail(batch: Batch, code: KafkaErrorCode, reason: string): void {
    const { topic, partition } = this;
    const error = new KafkaError(code, `${topic}/${partition} did not store the message: ${reason}`, {
      topic,
      partition,
    });
    this.#settle(batch, () => ({ outcome: 'failed', error }));
  }

  #settle(batch: Batch, deliveryOf: (index: number) => Delivery): void {
    batch.report(deliveryOf, this.context.client.log);
    this.onSettled(batch);
  }
}

/** @throws with the reason when `abandoned` comes first */
const unless = <T>(abandoned: Promise<string>, waiting: Promise<T>): Promise<T> =>
  Promise.race([waiting, abandoned.then((reason) => Promise.reject(new NoAnswerError(reason)))]);
