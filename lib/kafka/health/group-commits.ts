import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { messageOf } from '../protocol/errors';
import { protocolError, throwIfRefused } from '../protocol/protocol-error';
import { describeGroups } from '../protocol/requests/describe-groups';
import { listGroups } from '../protocol/requests/list-groups';
import { offsetFetch } from '../protocol/requests/offset-fetch';

export interface GroupCommits {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` … as Kafka says it. */
  readonly state: string;
  /** `consumer`, or what else forms groups, such as `connect`; empty of one that only has offsets. */
  readonly protocolType: string;
  /** undefined of one that has moved to another coordinator between the questions. */
  readonly known: { readonly members: number; readonly offsets: readonly Commit[] } | undefined;
}

export interface Commit {
  readonly topic: string;
  readonly partition: number;
  /** The next message that the group will read; -1 where nothing is committed. */
  readonly offset: number;
}

export interface AllGroupCommits {
  /** By name. */
  readonly groups: readonly GroupCommits[];
  /** Why groups may be missing: one sentence for each coordinator that does not answer. */
  readonly unavailable: readonly string[];
}

const WITHIN = { timeoutMs: 3000 };
const OFFSETS_TOPIC = '__consumer_offsets';

/** What all groups have committed, as far as their coordinators answer: each broker knows its own, and nobody else does. */
export async function groupCommits(client: Client): Promise<AllGroupCommits> {
  requireArguments({ client });
  const unavailable: string[] = [];
  const offsetsTopic = client.metadata.topics.get(OFFSETS_TOPIC)?.partitions ?? [];
  const leaderless = offsetsTopic.filter(({ leader }) => leader === undefined).length;
  if (leaderless > 0) unavailable.push(`${leaderless} partitions of ${OFFSETS_TOPIC} have no leader`);
  const ofBrokers = await Promise.all(
    [...client.metadata.brokers.keys()].map(async (id) => {
      try {
        return await coordinatedGroups(await client.connection(id, CONTROL));
      } catch (error) {
        unavailable.push(`broker ${id} does not tell its groups: ${messageOf(error)}`);
        return [];
      }
    }),
  );
  return { groups: ofBrokers.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1)), unavailable };
}

/** Names of the groups that a broker coordinates, in order. */
export async function coordinatedGroupIds(broker: BrokerConnection): Promise<string[]> {
  const { errorCode, groups } = await broker.send(listGroups, {}, WITHIN);
  throwIfRefused(errorCode);
  return groups.map(({ groupId }) => groupId).sort();
}

const coordinatedGroups = async (broker: BrokerConnection): Promise<GroupCommits[]> =>
  commitsOf(broker, await coordinatedGroupIds(broker));

/** Of groups that `broker` coordinates. */
export async function commitsOf(broker: BrokerConnection, groupIds: readonly string[]): Promise<GroupCommits[]> {
  if (groupIds.length === 0) return [];
  const [described, ...committed] = await Promise.all([
    broker.send(describeGroups, { groups: groupIds }, WITHIN),
    ...groupIds.map((groupId) => broker.send(offsetFetch, { groupId, topics: null }, WITHIN)),
  ]);
  return described.groups.map(({ errorCode, groupId, groupState, protocolType, members }) => {
    const { errorCode: refused, topics } = committed[groupIds.indexOf(groupId)]!;
    const isKnown = !protocolError(errorCode) && !protocolError(refused);
    const offsets = topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset }) => ({
        topic: name,
        partition: partitionIndex,
        offset: committedOffset,
      })),
    );
    return {
      groupId,
      state: groupState,
      protocolType,
      known: isKnown ? { members: members.length, offsets } : undefined,
    };
  });
}
