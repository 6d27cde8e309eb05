import { delay } from '../async';
import type { Client } from '../client/client';
import { Coordinator } from '../client/coordinator';
import type { MemberHooks, Tell } from '../hooks';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { Committer } from './committer';
import type { Member } from './member';
import {
  commitOffsets,
  commitWithin,
  fetchOffsets,
  type CommittedOffset,
  type Partition,
  type PartitionOffset,
} from './offsets';

export interface MemberOffsetsOptions {
  readonly tell: Tell<MemberHooks>;
  /** How long the coordinator may be out of reach. */
  readonly deadlineMs: number;
  /** As of `Committer`. */
  readonly aheadMs: number;
  /** Whether the member keeps its partitions while the group is divided anew: then it commits after that what is refused meanwhile. */
  readonly isCooperative: boolean;
}

const RETRY_MS = 50;

/** What a group has committed, and what a member of it commits. */
export class MemberOffsets {
  /** Of its own: behind a join that waits for other members no commit would be heard. */
  readonly coordinator: Coordinator;
  #committer: Committer;

  constructor(
    private readonly client: Client,
    private readonly member: Member,
    private readonly options: MemberOffsetsOptions,
  ) {
    this.coordinator = new Coordinator(client, 'group', member.groupId, options.deadlineMs);
    this.#committer = this.#newCommitter();
  }

  get groupId(): string {
    return this.member.groupId;
  }

  /** As `Coordinator.inDoubt`. */
  get inDoubt(): number {
    return this.coordinator.inDoubt;
  }

  async committed(partitions: readonly Partition[]): Promise<readonly CommittedOffset[]> {
    const { codes, offsets } = await fetchOffsets(this.coordinator, this.groupId, partitions);
    for (const code of codes) this.member.throwIfRefused(code);
    return offsets;
  }

  /**
   * Soon, while the work goes on; `flush` waits for it.
   * @returns false if the partition may be another member's by now: what was to be committed will come again
   */
  commit(offset: PartitionOffset): Promise<boolean> {
    return this.#committer.add(offset);
  }

  /** As `commit`, when all is committed. */
  flush(): Promise<boolean> {
    return this.#committer.flush();
  }

  /**
   * As `commit`, when it is done.
   * @param onUnknown told a partition that is not there. @default - a warning
   */
  async commitNow(offsets: readonly PartitionOffset[], onUnknown = this.#warn): Promise<boolean> {
    if (!this.member.isKnown()) return false;
    const current = offsets.filter((offset) => this.#isOfTopic(offset));
    if (current.length === 0) return true;
    const { aheadMs, isCooperative, tell } = this.options;
    for (const end = performance.now() + aheadMs; ;) {
      const { identity } = this.member;
      const codes = await commitOffsets(this.coordinator, identity, current, onUnknown);
      if (!codes.some((code) => this.member.mustRejoin(code, identity))) {
        tell('committed', current);
        return true;
      }
      if (!isCooperative || !this.member.isKnown() || performance.now() > end) return false;
      await delay(RETRY_MS);
    }
  }

  /**
   * As `commit`, as part of a transaction: it holds when that commits.
   * @returns false if this is not a member any more: the transaction must be aborted
   */
  async commitWithin(
    transactionalId: string,
    identity: ProducerIdentity,
    offsets: readonly PartitionOffset[],
  ): Promise<boolean> {
    if (!this.member.isKnown()) return false;
    const current = offsets.filter((offset) => this.#isOfTopic(offset));
    const who = this.member.identity;
    const codes = await commitWithin(this.coordinator, who, transactionalId, identity, current);
    return !codes.some((code) => this.member.mustRejoin(code, who));
  }

  /**
   * To be called when the member has joined again: it may commit, and what was refused before, too.
   * @param isKept whether the member has had the partition all the while: then nobody else has gone on from there
   */
  renew(isKept: (partition: Partition) => boolean): void {
    const { refused } = this.#committer;
    if (!refused) return;
    this.#committer = this.#newCommitter();
    // What becomes of them, whoever commits next is told.
    for (const offset of refused) if (isKept(offset)) this.#committer.add(offset).catch(() => undefined);
  }

  /** As of `Coordinator`. */
  shortenDeadline(withinMs: number): void {
    this.coordinator.shortenDeadline(withinMs);
  }

  close(): void {
    this.coordinator.close();
  }

  /** What was done of a topic that was made anew since is no position in the new one. */
  #isOfTopic({ topic, topicId }: PartitionOffset): boolean {
    const known = this.client.metadata.topics.get(topic)?.id;
    return topicId === undefined || known === undefined || known === topicId;
  }

  readonly #warn = ({ topic, partition }: Partition): void => {
    const message = 'the offset of a partition that is not there any more was not committed';
    this.client.log({ level: 'warn', message, topic, partition });
  };

  #newCommitter(): Committer {
    return new Committer((offsets) => this.commitNow(offsets), this.options.aheadMs);
  }
}
