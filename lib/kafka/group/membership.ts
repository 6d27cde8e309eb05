import { delay } from '../async';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { Coordinator } from '../client/coordinator';
import { METADATA_MAX_AGE_MS } from '../client/timeouts';
import { findTopic } from '../client/find-topic';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { encode, subscription } from '../protocol/consumer-protocol';
import { protocolError } from '../protocol/protocol-error';
import { heartbeat } from '../protocol/requests/heartbeat';
import { joinGroup } from '../protocol/requests/join-group';
import { leaveGroup } from '../protocol/requests/leave-group';
import { syncGroup } from '../protocol/requests/sync-group';
import { RANGE, type Assignment } from './assign';
import { Committer } from './committer';
import { decodeAssignment, divide } from './divide';
import { commitOffsets, commitWithin, fetchOffsets, type GroupMember, type PartitionOffset } from './offsets';

export interface MembershipOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
}

/** How long the others wait for a member that works on a batch when the group is divided anew. */
const REBALANCE_TIMEOUT_MS = 60_000;
const FIND_TOPIC_MS = 60_000;
const LEAVE_TIMEOUT_MS = 1000;
const PROTOCOL_TYPE = 'consumer';

/** The group goes on without this member, or is being divided anew: it has to join again. */
const REJOIN = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'MEMBER_ID_REQUIRED']);

/** One member of a group: joins, says that it lives, commits, leaves. */
export class Membership {
  readonly #coordinator: Coordinator;
  #memberId = '';
  #generation = -1;
  #isLeader = false;
  #committer: Committer;

  constructor(
    private readonly client: Client,
    private readonly options: MembershipOptions,
  ) {
    this.#coordinator = new Coordinator(client, 'group', options.groupId);
    this.#committer = this.#newCommitter();
  }

  get groupId(): string {
    return this.options.groupId;
  }

  /** As `Coordinator.doubtful`. */
  get doubtful(): number {
    return this.#coordinator.doubtful;
  }

  /** @returns what this member is to consume, until the group is divided anew */
  async join(): Promise<Assignment> {
    const { groupId, topics, sessionTimeoutMs } = this.options;
    for (const topic of topics) await findTopic(this.client, topic, FIND_TOPIC_MS);
    for (;;) {
      const joined = await this.#coordinator.ask(
        joinGroup,
        {
          groupId,
          sessionTimeoutMs,
          rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
          memberId: this.#memberId,
          protocolType: PROTOCOL_TYPE,
          protocols: [{ name: RANGE, metadata: encode(subscription, { topics }) }],
        },
        { timeoutMs: REBALANCE_TIMEOUT_MS + 5000 },
      );
      if (this.#mustRejoin(joined.errorCode, joined.memberId)) continue;
      this.#memberId = joined.memberId;
      this.#generation = joined.generationId;
      this.#isLeader = joined.leader === joined.memberId;
      const synced = await this.#coordinator.ask(
        syncGroup,
        {
          ...this.#member,
          protocolType: PROTOCOL_TYPE,
          protocolName: joined.protocolName,
          assignments: this.#isLeader ? divide(joined.members, this.#partitionCounts()) : [],
        },
        { timeoutMs: REBALANCE_TIMEOUT_MS + 5000 },
      );
      if (this.#mustRejoin(synced.errorCode)) continue;
      this.#committer = this.#newCommitter();
      return decodeAssignment(synced.assignment);
    }
  }

  /** Says that the member lives, until `signal`. Resolves with true when it has to join again. */
  async heartbeat(signal: AbortSignal): Promise<boolean> {
    const intervalMs = Math.min(1000, this.options.sessionTimeoutMs / 3);
    const member = this.#member;
    const counts = this.#partitionCounts();
    let askedAt = performance.now();
    for (;;) {
      await delay(intervalMs, signal);
      if (performance.now() - askedAt > METADATA_MAX_AGE_MS) {
        askedAt = performance.now();
        await this.client.refresh().catch(() => undefined);
      }
      const { errorCode } = signal.aborted ? { errorCode: 0 } : await this.#coordinator.ask(heartbeat, member);
      // Another generation may have begun since.
      if (signal.aborted) return false;
      if (this.#mustRejoin(errorCode)) return true;
      // Topics got partitions: that the leader joins again is what has them assigned.
      if (this.#isLeader && [...counts].some(([topic, count]) => count !== this.#partitionCounts().get(topic)))
        return true;
    }
  }

  /** @returns -1 where nothing is committed */
  async committed(partitions: readonly Omit<PartitionOffset, 'offset'>[]): Promise<readonly number[]> {
    const { codes, offsets } = await fetchOffsets(this.#coordinator, this.options.groupId, partitions);
    for (const code of codes) this.#throwIfFatal(code);
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
   * As `commit`, as part of a transaction: it holds when that commits.
   * @returns false if this is not a member any more: the transaction must be aborted
   */
  async commitWithin(
    transactionalId: string,
    identity: ProducerIdentity,
    offsets: readonly PartitionOffset[],
  ): Promise<boolean> {
    const codes = await commitWithin(this.#coordinator, this.#member, transactionalId, identity, offsets);
    return !codes.some((code) => this.#mustRejoin(code));
  }

  /** Lets the others take over at once, instead of after the session time-out. */
  async leave(): Promise<void> {
    const { groupId, memberId } = this.#member;
    if (memberId !== '')
      await this.#coordinator.tell(leaveGroup, { groupId, members: [{ memberId }] }, LEAVE_TIMEOUT_MS);
    this.#coordinator.close();
  }

  /** Ends even a join that waits for the other members. */
  abort(): void {
    this.#coordinator.close();
  }

  get #member(): GroupMember {
    return { groupId: this.options.groupId, generationId: this.#generation, memberId: this.#memberId };
  }

  #newCommitter(): Committer {
    const commit = async (offsets: readonly PartitionOffset[]) => {
      const codes = await commitOffsets(this.#coordinator, this.#member, offsets);
      return !codes.some((code) => this.#mustRejoin(code));
    };
    // A member that is silent for a session is none: by then it must not work on what is another's.
    return new Committer(commit, this.options.sessionTimeoutMs / 2);
  }

  #partitionCounts(): Map<string, number> {
    const { topics } = this.client.metadata;
    return new Map(this.options.topics.map((topic) => [topic, topics.get(topic)?.partitions.length ?? 0]));
  }

  #mustRejoin(code: number, givenId = ''): boolean {
    const type = protocolError(code)?.type ?? '';
    if (!REJOIN.has(type)) {
      this.#throwIfFatal(code);
      return false;
    }
    if (type === 'MEMBER_ID_REQUIRED') this.#memberId = givenId;
    if (type === 'UNKNOWN_MEMBER_ID') this.#memberId = '';
    return true;
  }

  #throwIfFatal(code: number): void {
    const error = protocolError(code);
    if (error) throw new KafkaError(error.type, `group "${this.options.groupId}": ${error.message}`);
  }
}
