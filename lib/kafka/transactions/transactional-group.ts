import type { Client } from '../client/client';
import { Coordinator } from '../client/coordinator';
import { commitWithin, type PartitionOffset } from '../group/offsets';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { throwIfRefused } from '../protocol/protocol-error';

/** Whose offsets become part of a transaction. */
export interface TransactionalGroup {
  readonly groupId: string;
  /** As of `Coordinator`. */
  readonly inDoubt: number;
  /** @returns false if this is not a member any more */
  commitWithin(
    transactionalId: string,
    identity: ProducerIdentity,
    offsets: readonly PartitionOffset[],
  ): Promise<boolean>;
}

/** A group of which whoever commits is no member: the coordinator looks at no generation then. */
export class GroupOfOthers implements TransactionalGroup {
  readonly #coordinator: Coordinator;

  constructor(
    client: Client,
    readonly groupId: string,
  ) {
    this.#coordinator = new Coordinator(client, 'group', groupId);
  }

  get inDoubt(): number {
    return this.#coordinator.inDoubt;
  }

  async commitWithin(
    transactionalId: string,
    identity: ProducerIdentity,
    offsets: readonly PartitionOffset[],
  ): Promise<boolean> {
    const nobody = { groupId: this.groupId, generationId: -1, memberId: '', groupInstanceId: null };
    const codes = await commitWithin(this.#coordinator, nobody, transactionalId, identity, offsets);
    for (const code of codes) throwIfRefused(code);
    return true;
  }

  close(): void {
    this.#coordinator.close();
  }
}
