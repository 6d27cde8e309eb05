import { abortController } from '../async';
import type { Client } from '../client/client';
import { Coordinator } from '../client/coordinator';
import { retry } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import type { MemberHooks, Tell } from '../hooks';
import type { Answered, Request } from '../protocol/request';
import { heartbeat } from '../protocol/requests/heartbeat';
import { joinGroup } from '../protocol/requests/join-group';
import { leaveGroup } from '../protocol/requests/leave-group';
import { syncGroup } from '../protocol/requests/sync-group';
import type { Assignment, Assignor } from './assignors';
import { GroupTopics } from './group-topics';
import { Heartbeats } from './heartbeats';
import type { Member } from './member';
import { decodeAssignment, encodeAssignments, encodeSubscription, subscribersOf, type Joined } from './member-metadata';

export interface MembershipOptions {
  /** The one that is wanted most first: the brokers choose among those that all members offer. */
  readonly assignors: readonly Assignor[];
  readonly sessionTimeoutMs: number;
  /** How long the others wait for a member that works on a batch when the group is divided anew, milliseconds. */
  readonly rebalanceTimeoutMs: number;
  /** How long the coordinator may be out of reach, milliseconds. */
  readonly deadlineMs: number;
  /** Told why the member cannot go on. */
  readonly onFailure: (error: unknown) => void;
  readonly tell: Tell<MemberHooks>;
}

/** Members that have come no later than they may are waited for. */
const JOIN_LATENCY_MS = 5000;
const LEAVE_TIMEOUT_MS = 1000;
const PROTOCOL_TYPE = 'consumer';

/** Joins a group, says that the member lives, and leaves. */
export class Membership {
  readonly #coordinator: Coordinator;
  readonly #topics: GroupTopics;
  #heartbeats: Heartbeats | undefined;
  /** Whether it waits for the group, which takes that for a sign of life. */
  #isWaiting = false;
  #ended = abortController();
  readonly #stopping = abortController();

  constructor(
    client: Client,
    private readonly member: Member,
    /** Nothing that is asked of this one waits for other members. */
    private readonly prompt: Coordinator,
    private readonly options: MembershipOptions,
  ) {
    this.#coordinator = new Coordinator(client, 'group', member.groupId, options.deadlineMs);
    this.#topics = new GroupTopics(client);
  }

  /**
   * @param owned what the member has not given up, each time that it asks
   * @returns what it is to consume
   */
  async join(topics: readonly string[], owned: () => Promise<Assignment>): Promise<Assignment> {
    for (;;) {
      const assignment = await this.#joinOnce(topics, await owned());
      if (assignment) return assignment;
    }
  }

  /** Resolves when the member has to join again. */
  async untilEnded(): Promise<void> {
    const { signal } = this.#ended;
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  rejoin(): void {
    this.#ended.abort();
  }

  /** Lets the others take over at once, instead of after the session time-out. */
  async leave(): Promise<void> {
    this.#heartbeats?.stop();
    await this.quit();
    this.#coordinator.close();
  }

  /** As `leave`, but the member may join again. */
  async quit(): Promise<void> {
    this.#ended.abort();
    const { groupId, memberId, groupInstanceId } = this.member;
    this.member.memberId = '';
    // The group keeps the place of a static member for a session, in which it may be back.
    if (memberId !== '' && groupInstanceId === null)
      await this.prompt.tell(leaveGroup, { groupId, members: [{ memberId }] }, LEAVE_TIMEOUT_MS);
  }

  /** Joins no more, nor waits for the other members. It is a member still, until it leaves. */
  stopJoining(): void {
    this.#stopping.abort();
  }

  /** As of `Coordinator`. */
  shortenDeadline(withinMs: number): void {
    this.#coordinator.shortenDeadline(withinMs);
  }

  /** @returns undefined if the group is divided anew already */
  async #joinOnce(topics: readonly string[], owned: Assignment): Promise<Assignment | undefined> {
    const { member } = this;
    const { sessionTimeoutMs, rebalanceTimeoutMs, assignors, tell } = this.options;
    const startedAt = performance.now();
    const { generationId } = member;
    const protocols = assignors.map(({ name, userData }) => ({
      name,
      metadata: encodeSubscription({ topics, owned, generationId, userData: userData?.(generationId, topics) ?? null }),
    }));
    const asked = { ...member.identity, protocolType: PROTOCOL_TYPE, protocols };
    const joined = await member.joins(() => this.#wait(joinGroup, { ...asked, sessionTimeoutMs, rebalanceTimeoutMs }));
    if (member.mustRejoin(joined.errorCode, asked, joined.memberId)) return undefined;
    const ended = (this.#ended = abortController());
    this.#heartbeats ??= this.#newHeartbeats();
    const isLeader = joined.leader === joined.memberId;
    const { protocolName } = joined;
    const assignments = isLeader ? await this.#assign(protocolName!, joined.members, joined.skipAssignment) : [];
    const sync = { ...member.identity, protocolType: PROTOCOL_TYPE, protocolName, assignments };
    const synced = await this.#wait(syncGroup, sync);
    if (member.mustRejoin(synced.errorCode, sync)) return undefined;
    // That the leader joins again is what has new partitions assigned.
    const { groupId, memberId } = member;
    const durationMs = performance.now() - startedAt;
    const { leader: leaderId, generationId: generation } = joined;
    tell('joined', { groupId, memberId, leaderId, generationId: generation, assignor: protocolName ?? '', durationMs });
    if (isLeader) void this.#topics.untilChanged(ended.signal).then((isChanged) => isChanged && ended.abort());
    return decodeAssignment(synced.assignment);
  }

  /** Is answered when all members have come, or their time is over. */
  async #wait<Args, Answer extends Answered>(request: Request<Args, Answer>, args: Args): Promise<Answer> {
    const timeoutMs = this.options.rebalanceTimeoutMs + JOIN_LATENCY_MS;
    this.#isWaiting = true;
    try {
      return await this.#coordinator.wait(request, args, { timeoutMs, signal: this.#stopping.signal });
    } finally {
      this.#isWaiting = false;
    }
  }

  #newHeartbeats(): Heartbeats {
    const intervalMs = Math.min(1000, this.options.sessionTimeoutMs / 3);
    const isHeard = () => this.#isWaiting || !this.member.isKnown();
    const beat = async () => {
      const ended = this.#ended;
      const { identity } = this.member;
      const { errorCode } = await this.#coordinator.ask(heartbeat, identity);
      // Another generation may have begun since.
      if (ended !== this.#ended) return;
      if (this.member.mustRejoin(errorCode, identity)) ended.abort();
      else this.options.tell('heartbeat', identity);
    };
    return new Heartbeats(intervalMs, isHeard, beat, this.options.onFailure);
  }

  /** What the leader answers. Heartbeats go on, should the brokers be slow to tell about topics. */
  async #assign(name: string, joined: readonly Joined[], isSkipped: boolean) {
    const members = subscribersOf(joined);
    const topics = members.flatMap(({ topics }) => topics);
    const counts = await retry((signal) => this.#topics.partitionCounts(topics, signal), {
      deadlineMs: this.options.deadlineMs,
      signal: this.#stopping.signal,
      late: (reason) => new KafkaError('CANNOT_CONNECT', `group "${this.member.groupId}" cannot be divided: ${reason}`),
    });
    if (isSkipped) return [];
    const assignor = this.options.assignors.find((assignor) => assignor.name === name)!;
    return encodeAssignments(await assignor.assign(members, counts));
  }
}
