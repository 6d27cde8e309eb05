import { describeGroup, KafkaError, listGroups, type AdminOptions, type Client } from '../kafka';
import { inPool } from './in-pool';
import type { CommittedPartition, GroupBackup } from './manifest';

const AT_ONCE = 8;

/** What all groups have committed, by topic. @throws {KafkaError} `CANNOT_CONNECT` while a coordinator does not answer */
export async function committedOffsets(
  client: Client,
  options: AdminOptions,
): Promise<ReadonlyMap<string, readonly GroupBackup[]>> {
  const byTopic = new Map<string, Map<string, CommittedPartition[]>>();
  await inPool(await listGroups(client, options), AT_ONCE, async ({ groupId }) => {
    for (const { topic, ...committed } of await offsetsOf(client, groupId, options)) {
      const groups = byTopic.get(topic) ?? new Map<string, CommittedPartition[]>();
      byTopic.set(topic, groups);
      groups.set(groupId, [...(groups.get(groupId) ?? []), committed]);
    }
  });
  return new Map(
    [...byTopic].map(([topic, groups]) => [
      topic,
      [...groups]
        .map(([group, partitions]) => ({ group, partitions }))
        .sort((one, other) => (one.group < other.group ? -1 : 1)),
    ]),
  );
}

interface Committed extends CommittedPartition {
  readonly topic: string;
}

/** None of a group that is not there, or not any more. */
export async function offsetsOf(client: Client, group: string, options: AdminOptions): Promise<readonly Committed[]> {
  try {
    const { offsets } = await describeGroup(client, group, options);
    return offsets
      .filter(({ offset }) => offset >= 0)
      .map(({ topic, partition, offset, metadata }) => ({ topic, partition, offset, metadata }));
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'GROUP_ID_NOT_FOUND') return [];
    throw error;
  }
}
