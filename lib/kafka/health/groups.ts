import type { Client } from '../client/client';
import { messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { protocolError, throwIfRefused } from '../protocol/protocol-error';
import { describeGroups } from '../protocol/requests/describe-groups';
import { listGroups } from '../protocol/requests/list-groups';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import type { TopicEnds } from './topic-ends';

export interface GroupHealth {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` … as Kafka says it, or `coordinator unavailable`. */
  readonly state: string;
  /** undefined while its coordinator is unavailable. */
  readonly members: number | undefined;
  /**
   * By topic for which the group has committed offsets: messages from there to the end, and all messages of partitions without a
   * commit; undefined if not known.
   */
  readonly lag: Readonly<Record<string, number | undefined>>;
  /** Which of them are in partitions without a commit: a client with `auto.offset.reset=latest` will not read those. */
  readonly uncommitted: Readonly<Record<string, number | undefined>>;
}

export interface GroupsHealth {
  /** By name. */
  readonly groups: readonly GroupHealth[];
  /** Why groups may be missing: one sentence for each coordinator that does not answer. */
  readonly unavailable: readonly string[];
}

const WITHIN = { timeoutMs: 3000 };
const OFFSETS_TOPIC = '__consumer_offsets';
const UNAVAILABLE = 'coordinator unavailable';

/** Each broker knows the groups that it coordinates, and nobody else does. */
export async function groupsHealth(client: Client, ends: TopicEnds): Promise<GroupsHealth> {
  const unavailable: string[] = [];
  const leaderless = partitionsOf(client, OFFSETS_TOPIC).filter(({ leader }) => leader === undefined).length;
  if (leaderless > 0) unavailable.push(`${leaderless} partitions of ${OFFSETS_TOPIC} have no leader`);
  const ofBrokers = await Promise.all(
    [...client.metadata.brokers.keys()].map(async (id) => {
      try {
        return await coordinatedGroups(client, await client.connection(id, CONTROL), ends);
      } catch (error) {
        unavailable.push(`broker ${id} does not tell its groups: ${messageOf(error)}`);
        return [];
      }
    }),
  );
  return { groups: ofBrokers.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1)), unavailable };
}

async function coordinatedGroups(client: Client, broker: BrokerConnection, ends: TopicEnds): Promise<GroupHealth[]> {
  const { errorCode, groups } = await broker.send(listGroups, {}, WITHIN);
  throwIfRefused(errorCode);
  if (groups.length === 0) return [];
  const groupIds = groups.map(({ groupId }) => groupId);
  const [described, ...committed] = await Promise.all([
    broker.send(describeGroups, { groups: groupIds }, WITHIN),
    ...groupIds.map((groupId) => broker.send(offsetFetch, { groupId, topics: null }, WITHIN)),
  ]);
  return described.groups.map(({ errorCode, groupId, groupState, members }) => {
    // It has moved between the questions: its name is known, and its state will be.
    const offsets = committed[groupIds.indexOf(groupId)]!;
    if (protocolError(errorCode) ?? protocolError(offsets.errorCode))
      return { groupId, state: UNAVAILABLE, members: undefined, lag: {}, uncommitted: {} };
    const topics = offsets.topics.map(({ name, partitions }) => {
      const byPartition = new Map(partitions.map((found) => [found.partitionIndex, found.committedOffset]));
      return { topic: name, ...lagOf(client, name, byPartition, ends) };
    });
    return {
      groupId,
      state: groupState,
      members: members.length,
      lag: Object.fromEntries(topics.map(({ topic, lag }) => [topic, lag])),
      uncommitted: Object.fromEntries(topics.map(({ topic, uncommitted }) => [topic, uncommitted])),
    };
  });
}

const partitionsOf = (client: Client, topic: string) => client.metadata.topics.get(topic)?.partitions ?? [];

/** Of a partition without a commit, perhaps one that was added since, a group reads all that there is. */
function lagOf(client: Client, topic: string, committed: ReadonlyMap<number, number>, ends: TopicEnds) {
  const partitions = partitionsOf(client, topic);
  // Deleted since.
  if (partitions.length === 0) return { lag: undefined, uncommitted: undefined };
  const lags = partitions.map(({ partition }) => {
    const next = ends.nextOffset(topic, partition);
    const first = ends.firstOffset(topic, partition);
    const offset = committed.get(partition) ?? -1;
    const lag = next === undefined || first === undefined ? undefined : Math.max(0, next - Math.max(first, offset));
    return { lag, isCommitted: offset >= 0 };
  });
  const uncommitted = lags.filter(({ isCommitted }) => !isCommitted);
  return { lag: sum(lags), uncommitted: sum(uncommitted) };
}

const sum = (lags: readonly { readonly lag: number | undefined }[]): number | undefined =>
  lags.reduce<number | undefined>(
    (all, { lag }) => (all === undefined || lag === undefined ? undefined : all + lag),
    0,
  );
