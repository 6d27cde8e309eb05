import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import type { Coordinator } from '../client/coordinator';
import { LATEST, listOffsets } from '../client/list-offsets';
import { retry, type Patience } from '../client/retry';
import { CONTROL } from '../network/connections';
import { assignment, decode } from '../protocol/consumer-protocol';
import { KafkaError } from '../protocol/errors';
import type { ValueOf } from '../protocol/codec/type';
import { throwIfRefused } from '../protocol/protocol-error';
import { describeGroups } from '../protocol/requests/describe-groups';
import { listGroups as request } from '../protocol/requests/list-groups';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import { startPatience, type AdminOptions } from './admin-options';
import { learnLeaders } from './ask-anyone';
import { withCoordinator } from './with-coordinator';

const TIMEOUT_MS = 3000;

export interface GroupSummary {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` …; empty where the broker does not tell (before Kafka 2.6). */
  readonly state: string;
  /** `consumer`, or what else forms groups, such as `connect`; empty of one that only has offsets. */
  readonly protocolType: string;
}

export interface GroupMemberDetails {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  /** The name that a static member has (KIP-345). */
  readonly groupInstanceId: string | null;
  /** The partitions that it was given; none while the group is divided anew, or of a group that is not of consumers. */
  readonly assigned: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

/** By Kafka's names. */
export type GroupMembers = ValueOf<typeof describeGroups.response>['groups'][number];

export interface GroupOffset {
  readonly topic: string;
  readonly partition: number;
  /** The next message that the group will read. */
  readonly offset: number;
  /** As it was committed with. */
  readonly metadata: string;
  /** Behind the last message; undefined while nobody tells, or when the topic is gone. */
  readonly endOffset: number | undefined;
}

export interface GroupDetails extends GroupSummary {
  /** The assignor that is in force. */
  readonly protocol: string;
  readonly members: readonly GroupMemberDetails[];
  /** What is committed, by topic and partition. */
  readonly offsets: readonly GroupOffset[];
}

/**
 * All groups there are, by name: each broker knows those that it coordinates, so all are asked.
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, while a broker does not answer
 */
export async function listGroups(client: Client, options: AdminOptions = {}): Promise<readonly GroupSummary[]> {
  requireArguments({ client, options });
  const list = async (signal: AbortSignal): Promise<GroupSummary[][]> => {
    const { brokers } = await client.refresh(signal);
    return Promise.all(
      [...brokers.keys()].map(async (id) => {
        const connection = await client.connection(id, CONTROL, signal);
        const { errorCode, groups } = await connection.send(request, {}, { timeoutMs: TIMEOUT_MS, signal });
        throwIfRefused(errorCode, undefined, { broker: id });
        return groups.map(({ groupId, groupState, protocolType }) => ({ groupId, state: groupState, protocolType }));
      }),
    );
  };
  const groups = await retry(list, {
    ...startPatience(options),
    late: (reason, cause) =>
      new KafkaError('CANNOT_CONNECT', `not all brokers tell their groups: ${reason}`, { cause }),
  });
  return groups.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
}

/**
 * A group's members, and what it has committed.
 * @throws {KafkaError} `GROUP_ID_NOT_FOUND`: nobody is in it, and nothing is committed
 * @throws {KafkaError} `GROUP_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function describeGroup(
  client: Client,
  groupId: string,
  options: AdminOptions = {},
): Promise<GroupDetails> {
  requireArguments({ client, groupId, options });
  const patience = startPatience(options);
  return withCoordinator(client, groupId, async (coordinator) => {
    const group = await askMembers(coordinator, groupId, patience);
    const committed = await coordinator.ask(offsetFetch, { groupId, topics: null }, patience);
    throwIfRefused(committed.errorCode);
    const offsets = committed.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset, metadata }) => ({
        topic: name,
        partition: partitionIndex,
        offset: committedOffset,
        metadata: metadata ?? '',
      })),
    );
    offsets.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
    // The coordinator says `Dead` of one that it has never heard of.
    if (group.groupState === 'Dead' && offsets.length === 0) throw unknownGroup(groupId);
    return {
      groupId,
      state: group.groupState,
      protocolType: group.protocolType,
      protocol: group.protocolData,
      members: group.members.map(({ memberId, clientId, clientHost, groupInstanceId, memberAssignment }) => ({
        memberId,
        clientId,
        clientHost,
        groupInstanceId,
        assigned: group.protocolType === 'consumer' ? assignedIn(memberAssignment) : [],
      })),
      offsets: await withEnds(client, offsets, patience),
    };
  });
}

/**
 * A group's members with what they and their leader wrote, as bytes: `Dead` is one that its coordinator has never heard of.
 * @throws {KafkaError} `GROUP_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export const describeMembers = async (
  client: Client,
  groupId: string,
  options: AdminOptions = {},
): Promise<GroupMembers> => {
  requireArguments({ client, groupId, options });
  return withCoordinator(client, groupId, (coordinator) => askMembers(coordinator, groupId, startPatience(options)));
};

async function askMembers(coordinator: Coordinator, groupId: string, patience: Patience): Promise<GroupMembers> {
  const { groups } = await coordinator.ask(describeGroups, { groups: [groupId] }, patience);
  const [group] = groups as [(typeof groups)[number]];
  throwIfRefused(group.errorCode);
  return group;
}

/** What a client of its own kind has put there is no reason not to show the rest. */
function assignedIn(bytes: Buffer): GroupMemberDetails['assigned'] {
  if (bytes.length === 0) return [];
  try {
    return decode(assignment, bytes).assignedPartitions;
  } catch {
    return [];
  }
}

export const unknownGroup = (groupId: string): KafkaError =>
  new KafkaError(
    'GROUP_ID_NOT_FOUND',
    `there is no group "${groupId}": nobody is in it, and nothing is committed for it`,
  );

async function withEnds(
  client: Client,
  offsets: readonly Omit<GroupOffset, 'endOffset'>[],
  patience: Patience,
): Promise<readonly GroupOffset[]> {
  await learnLeaders(client, [...new Set(offsets.map(({ topic }) => topic))], patience);
  const queries = offsets.map(({ topic, partition }) => ({ topic, partition, timestamp: LATEST }));
  const ends = await listOffsets(client, queries, 'read_uncommitted', CONTROL, patience.signal);
  return offsets.map((offset, index) => {
    const end = ends[index]!;
    return { ...offset, endOffset: end instanceof KafkaError ? undefined : end.offset };
  });
}
