import type { Client } from '../client/client';
import { groupBy } from '../group-by';
import type { ValueOf } from '../protocol/codec/type';
import { messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { protocolError, throwIfRefused } from '../protocol/protocol-error';
import { describeGroups } from '../protocol/requests/describe-groups';
import { listGroups } from '../protocol/requests/list-groups';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import { lagsOf, type PartitionLag } from './lag';
import type { TopicEnds } from './topic-ends';

export interface GroupHealth {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` … as Kafka says it, or `coordinator unavailable`. */
  readonly state: string;
  /** undefined while its coordinator is unavailable. */
  readonly members: number | undefined;
  /**
   * By topic for which the group has committed offsets: offsets from the first message that it has not read to the end, and all messages
   * of partitions without a commit; undefined if not known, or beyond the end. A group that has read every committed message has 0.
   */
  readonly lag: Readonly<Record<string, number | undefined>>;
  /** Which of them are in partitions without a commit: a client with `auto.offset.reset=latest` will not read those. */
  readonly uncommitted: Readonly<Record<string, number | undefined>>;
  /** Partitions of which the committed offset lies beyond the end: consuming fails there, unless `offsetReset` says where to go on. */
  readonly beyondEnd: Readonly<Record<string, readonly number[]>>;
}

export interface GroupsHealth {
  /** By name. */
  readonly groups: readonly GroupHealth[];
  /** Why groups may be missing: one sentence for each coordinator that does not answer. */
  readonly unavailable: readonly string[];
  readonly ends: TopicEnds;
}

const WITHIN = { timeoutMs: 3000 };
const OFFSETS_TOPIC = '__consumer_offsets';
const UNAVAILABLE = 'coordinator unavailable';

/**
 * Each broker knows the groups that it coordinates, and nobody else does.
 * @param topicEnds asked last: what is committed meanwhile does not lie beyond the ends
 */
export async function groupsHealth(client: Client, topicEnds: () => Promise<TopicEnds>): Promise<GroupsHealth> {
  const unavailable: string[] = [];
  const leaderless = partitionsOf(client, OFFSETS_TOPIC).filter(({ leader }) => leader === undefined).length;
  if (leaderless > 0) unavailable.push(`${leaderless} partitions of ${OFFSETS_TOPIC} have no leader`);
  const ofBrokers = await Promise.all(
    [...client.metadata.brokers.keys()].map(async (id) => {
      try {
        return await coordinatedGroups(client, await client.connection(id, CONTROL));
      } catch (error) {
        unavailable.push(`broker ${id} does not tell its groups: ${messageOf(error)}`);
        return [];
      }
    }),
  );
  const ends = await topicEnds();
  const groups = await Promise.all(ofBrokers.flat().map((group) => group(ends)));
  return { groups: groups.sort((a, b) => (a.groupId < b.groupId ? -1 : 1)), unavailable, ends };
}

type UntilEnds = (ends: TopicEnds) => Promise<GroupHealth>;

async function coordinatedGroups(client: Client, broker: BrokerConnection): Promise<UntilEnds[]> {
  const { errorCode, groups } = await broker.send(listGroups, {}, WITHIN);
  throwIfRefused(errorCode);
  if (groups.length === 0) return [];
  const groupIds = groups.map(({ groupId }) => groupId);
  const [described, ...committed] = await Promise.all([
    broker.send(describeGroups, { groups: groupIds }, WITHIN),
    ...groupIds.map((groupId) => broker.send(offsetFetch, { groupId, topics: null }, WITHIN)),
  ]);
  return described.groups.map(({ errorCode, groupId, groupState, members }): UntilEnds => async (ends) => {
    const offsets = committed[groupIds.indexOf(groupId)]!;
    // It has moved between the questions: its name is known, and its state will be.
    if (protocolError(errorCode) ?? protocolError(offsets.errorCode))
      return { groupId, state: UNAVAILABLE, members: undefined, lag: {}, uncommitted: {}, beyondEnd: {} };
    return { groupId, state: groupState, members: members.length, ...(await lagsByTopic(client, offsets, ends)) };
  });
}

type Lags = Pick<GroupHealth, 'lag' | 'uncommitted' | 'beyondEnd'>;

async function lagsByTopic(
  client: Client,
  { topics }: ValueOf<typeof offsetFetch.response>,
  ends: TopicEnds,
): Promise<Lags> {
  const committed = topics.flatMap(({ name, partitions }) => {
    const byPartition = new Map(partitions.map((found) => [found.partitionIndex, found.committedOffset]));
    // A partition without a commit may have been added since: of that a group reads all that there is.
    return partitionsOf(client, name).map(({ partition }) => ({
      topic: name,
      partition,
      offset: byPartition.get(partition) ?? -1,
    }));
  });
  const lags = groupBy(await lagsOf(client, committed, ends), ({ topic }) => topic);
  const names = topics.map(({ name }) => name);
  const of = (name: string) => lags.get(name) ?? [];
  const sums = (isCounted: (lag: PartitionLag) => boolean) =>
    // One that was deleted since is not known.
    Object.fromEntries(names.map((name) => [name, lags.has(name) ? sum(of(name).filter(isCounted)) : undefined]));
  const beyond = names.map((name) => [name, of(name).filter(({ isBeyondEnd }) => isBeyondEnd)] as const);
  return {
    lag: sums(() => true),
    uncommitted: sums(({ offset }) => offset < 0),
    beyondEnd: Object.fromEntries(
      beyond.filter(([, all]) => all.length > 0).map(([name, all]) => [name, all.map(({ partition }) => partition)]),
    ),
  };
}

const partitionsOf = (client: Client, topic: string) => client.metadata.topics.get(topic)?.partitions ?? [];

const sum = (lags: readonly { readonly lag: number | undefined }[]): number | undefined =>
  lags.reduce<number | undefined>(
    (all, { lag }) => (all === undefined || lag === undefined ? undefined : all + lag),
    0,
  );
