import type { Client } from '../client/client';
import { groupBy } from '../group-by';
import { groupCommits, type Commit, type GroupCommits } from './group-commits';
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

const UNAVAILABLE = 'coordinator unavailable';

/**
 * Each broker knows the groups that it coordinates, and nobody else does.
 * @param topicEnds asked last: what is committed meanwhile does not lie beyond the ends
 */
export async function groupsHealth(client: Client, topicEnds: () => Promise<TopicEnds>): Promise<GroupsHealth> {
  const { groups, unavailable } = await groupCommits(client);
  const ends = await topicEnds();
  return { groups: await Promise.all(groups.map((group) => groupHealth(client, group, ends))), unavailable, ends };
}

async function groupHealth(
  client: Client,
  { groupId, state, known }: GroupCommits,
  ends: TopicEnds,
): Promise<GroupHealth> {
  if (!known) return { groupId, state: UNAVAILABLE, members: undefined, lag: {}, uncommitted: {}, beyondEnd: {} };
  return { groupId, state, members: known.members, ...(await lagsByTopic(client, known.offsets, ends)) };
}

type Lags = Pick<GroupHealth, 'lag' | 'uncommitted' | 'beyondEnd'>;

async function lagsByTopic(client: Client, offsets: readonly Commit[], ends: TopicEnds): Promise<Lags> {
  const names = [...new Set(offsets.map(({ topic }) => topic))];
  const byTopic = groupBy(offsets, ({ topic }) => topic);
  const committed = names.flatMap((name) => {
    const byPartition = new Map(byTopic.get(name)!.map(({ partition, offset }) => [partition, offset]));
    // A partition without a commit may have been added since: of that a group reads all that there is.
    return partitionsOf(client, name).map(({ partition }) => ({
      topic: name,
      partition,
      offset: byPartition.get(partition) ?? -1,
    }));
  });
  const lags = groupBy(await lagsOf(client, committed, ends), ({ topic }) => topic);
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
