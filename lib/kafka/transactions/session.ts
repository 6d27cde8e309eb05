import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import type { Delivery } from '../producer/delivery';
import { LanesProducer } from '../producer/lanes-producer';
import type { ProducerOptions } from '../producer/producer';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import type { PartitionOffset } from '../group/offsets';
import type { TransactionalGroup } from './transactional-group';
import { FENCED, fenced, type TransactionCoordinator } from './transaction-coordinator';

/** The transactions of one producer id and epoch, one after the other. */
export class Session {
  readonly #producer: LanesProducer;
  /** Partitions and groups that are part of the open transaction. */
  readonly #members = new Map<string, Promise<void>>();
  readonly #inDoubtBefore: number;
  #isSpent = false;
  /** Whether the coordinator certainly knows of an open transaction, which nobody here has asked it to end. */
  isBegun = false;
  failure: Error | undefined;

  constructor(
    client: Client,
    private readonly transactionalId: string,
    private readonly coordinator: TransactionCoordinator,
    readonly identity: ProducerIdentity,
    options: ProducerOptions,
  ) {
    this.#inDoubtBefore = coordinator.inDoubt;
    this.#producer = new LanesProducer(client, options, {
      identity,
      newIdentity: (reason) => {
        const text = `transactional id "${transactionalId}": the brokers forgot the producer (${reason})`;
        throw this.fail(FENCED.has(reason) ? fenced(transactionalId) : new KafkaError('NOT_STORED', text));
      },
      transaction: {
        id: transactionalId,
        enlist: (topic, partition) =>
          this.#join(`${topic}/${partition}`, () => this.coordinator.addPartition(identity, topic, partition)),
      },
    });
  }

  async send(message: Message): Promise<Delivery & { outcome: 'acked' }> {
    const delivery = await this.#producer.send(message).catch((error: unknown) => {
      throw this.fail(error as Error);
    });
    if (delivery.outcome !== 'acked') throw this.fail(delivery.error);
    return delivery;
  }

  /**
   * Whether another transaction must not follow: after a failure, and where a request got no answer. A broker that works on such
   * a request late would add its partition or offsets to the next transaction of this epoch, or end it (KIP-890).
   */
  get isSpent(): boolean {
    return this.#isSpent || this.failure !== undefined || this.coordinator.inDoubt > this.#inDoubtBefore;
  }

  /** @throws {KafkaError} `NOT_A_MEMBER` when the group has gone on without this member */
  async commitOffsets(group: TransactionalGroup, offsets: readonly PartitionOffset[]): Promise<void> {
    await this.#join(`group ${group.groupId}`, () => this.coordinator.addGroup(this.identity, group.groupId));
    const before = group.inDoubt;
    const isMember = await group.commitWithin(this.transactionalId, this.identity, offsets).catch((error: unknown) => {
      const isFenced = error instanceof KafkaError && FENCED.has(error.code);
      throw this.fail(isFenced ? fenced(this.transactionalId) : (error as Error));
    });
    if (group.inDoubt > before) {
      this.#isSpent = true;
      // Seen when the coordinator was killed: offsets that were acknowledged at a second try were not there after the commit.
      const text = `group "${group.groupId}": the offsets may or may not be part of the transaction`;
      throw new KafkaError('UNKNOWN_OUTCOME', text);
    }
    if (isMember) return;
    throw new KafkaError('NOT_A_MEMBER', `group "${group.groupId}" has gone on without this member`);
  }

  /** @throws {KafkaError} `UNKNOWN_OUTCOME` when the coordinator did not tell: all of it is committed, or none */
  async commit(): Promise<void> {
    await this.#producer.flush();
    if (this.failure) throw this.failure;
    await this.#end('commit');
  }

  /** Takes back what was sent, what is still in flight included. */
  async abort(): Promise<void> {
    await this.#producer.flush();
    if (!this.failure) await this.#end('abort');
  }

  close(): Promise<void> {
    return this.#producer.close({ withinMs: 0 });
  }

  /** @returns the first failure, of which the others are consequences */
  fail(error: Error): Error {
    this.failure ??= error;
    // What else is under way would only keep the end of the transaction waiting.
    this.#producer.shortenDeadline(0);
    return this.failure;
  }

  #join(member: string, join: () => Promise<void>): Promise<void> {
    const joining =
      this.#members.get(member) ??
      join().then(
        () => void (this.isBegun = true),
        (error: unknown) => {
          throw this.fail(error as Error);
        },
      );
    this.#members.set(member, joining);
    return joining;
  }

  async #end(outcome: 'commit' | 'abort'): Promise<void> {
    const isEmpty = this.#members.size === 0;
    this.#members.clear();
    if (isEmpty) return;
    const { inDoubt } = this.coordinator;
    try {
      await this.coordinator.end(this.identity, outcome);
      this.isBegun = false;
    } catch (error) {
      // It was asked before, and what it did then is not known.
      const isUnknown = this.coordinator.inDoubt > inDoubt;
      if (isUnknown) this.isBegun = false;
      const text = `transactional id "${this.transactionalId}": whether the ${outcome} was done is not known`;
      throw this.fail(isUnknown ? new KafkaError('UNKNOWN_OUTCOME', text, { cause: error }) : (error as Error));
    }
  }
}
