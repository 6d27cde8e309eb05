import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { PartitionOffset } from '../group/offsets';
import type { Message } from '../message';
import type { Delivery } from '../producer/delivery';
import { GroupOfOthers, type TransactionalGroup } from './transactional-group';
import type { Session } from './session';

/** What `work` is given: it ends with its transaction, or what is sent later would be part of the next one. */
export class OpenTransaction {
  #isOver = false;

  constructor(
    private readonly client: Client,
    private readonly session: Session,
  ) {}

  send(message: Message): Promise<Delivery & { outcome: 'acked' }> {
    if (this.#isOver) return Promise.reject(ended());
    const sent = this.session.send(message);
    // A failure is told by the transaction as well, whoever awaits this.
    sent.catch(() => undefined);
    return sent;
  }

  /** @throws {KafkaError} `NOT_A_MEMBER` when the group has gone on without this member */
  commitOffsets(group: TransactionalGroup, offsets: readonly PartitionOffset[]): Promise<void> {
    return this.#isOver ? Promise.reject(ended()) : this.session.commitOffsets(group, offsets);
  }

  async sendOffsets(group: string | TransactionalGroup, offsets: readonly PartitionOffset[]): Promise<void> {
    if (typeof group !== 'string') return this.commitOffsets(group, offsets);
    const named = new GroupOfOthers(this.client, group);
    return this.commitOffsets(named, offsets).finally(() => named.close());
  }

  end(): void {
    this.#isOver = true;
  }
}

const ended = () =>
  new KafkaError(
    'TRANSACTION_ENDED',
    'the transaction has ended: all that is part of it must be sent before `work` does',
  );
