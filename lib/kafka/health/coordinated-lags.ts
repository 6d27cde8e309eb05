import type { Client } from '../client/client';
import { groupBy } from '../group-by';
import { CONTROL } from '../network/connections';
import { commitsOf, coordinatedGroupIds, type GroupCommits } from './group-commits';
import { topicEnds, type TopicEnds } from './topic-ends';

export interface GroupLag {
  readonly groupId: string;
  readonly members: number;
  /** By topic for which the group has committed offsets: offsets to the end, those of markers too; of partitions without a commit all there are. */
  readonly lag: ReadonlyMap<string, number>;
}

export interface CoordinatedLags {
  /** By name. */
  readonly groups: readonly GroupLag[];
  /** Groups that were not asked about, as there are more. */
  readonly leftOut: number;
}

/**
 * How far the groups are behind that one broker coordinates: each group has one coordinator, so that all brokers together tell each
 * once. Only offsets are compared, which is cheap enough to be asked all the time: `health` says it to the message.
 * @param maxGroups the first by name
 * @throws {NoAnswerError} where the broker does not answer, or is not registered
 */
export async function coordinatedLags(client: Client, broker: number, maxGroups: number): Promise<CoordinatedLags> {
  await client.refreshAll();
  const connection = await client.connection(broker, CONTROL);
  const ids = await coordinatedGroupIds(connection);
  const groups = await commitsOf(connection, ids.slice(0, maxGroups));
  const names = new Set(groups.flatMap(({ known }) => known?.offsets.map(({ topic }) => topic) ?? []));
  // Asked last: what is committed meanwhile does not lie beyond the ends.
  const ends = await topicEnds(
    client,
    [...names].flatMap((name) => client.metadata.topics.get(name) ?? []),
  );
  return {
    groups: groups.flatMap((group) => lagOf(client, group, ends) ?? []),
    leftOut: Math.max(0, ids.length - maxGroups),
  };
}

function lagOf(client: Client, { groupId, known }: GroupCommits, ends: TopicEnds): GroupLag | undefined {
  if (!known) return undefined;
  const byTopic = groupBy(known.offsets, ({ topic }) => topic);
  const lag = new Map<string, number>();
  for (const [topic, commits] of byTopic) {
    const offsets = new Map(commits.map(({ partition, offset }) => [partition, offset]));
    const behind = (client.metadata.topics.get(topic)?.partitions ?? []).map(({ partition }) => {
      const first = ends.firstOffset(topic, partition);
      const next = ends.nextOffset(topic, partition);
      if (first === undefined || next === undefined) return undefined;
      return Math.max(0, next - Math.max(first, offsets.get(partition) ?? -1));
    });
    // Half of a sum would look like a group that has caught up.
    if (behind.every((one) => one !== undefined))
      lag.set(
        topic,
        behind.reduce((sum, one) => sum + one, 0),
      );
  }
  return { groupId, members: known.members, lag };
}
