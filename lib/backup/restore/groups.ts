import {
  alterGroupOffsets,
  describeGroup,
  KafkaError,
  type AdminOptions,
  type Client,
  type GroupDetails,
  type NewGroupOffset,
} from '../../kafka';
import { topicFolder } from '../layout';
import type { TopicBackup } from '../manifest';
import { newOffset } from './new-offset';

/** What groups are to have committed once their topics are restored, by the names of groups. */
export type GroupPlan = ReadonlyMap<string, readonly NewGroupOffset[]>;

/** In the offsets of the restored topics. */
export async function planGroups(folder: string, backups: readonly TopicBackup[]): Promise<GroupPlan> {
  const plan = new Map<string, NewGroupOffset[]>();
  for (const backup of backups) {
    const { topic } = backup;
    for (const { group, partitions } of backup.groups) {
      const offsets = plan.get(group) ?? [];
      plan.set(group, offsets);
      for (const { partition, offset, metadata } of partitions) {
        const { segments } = backup.partitions[partition] ?? { segments: [] };
        const found = await newOffset(topicFolder(folder, topic), segments, offset);
        offsets.push({ topic, partition, offset: found, metadata });
      }
    }
  }
  return plan;
}

/** Why groups cannot be given these offsets: one that is live goes on where it is, and one that has come further would do it all again. */
export async function faultsOfGroups(
  client: Client,
  plan: GroupPlan,
  options: AdminOptions,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [group, offsets] of plan) {
    const found = await groupNow(client, group, options);
    if (!found) continue;
    const { length } = found.members;
    if (length > 0)
      faults.push(
        `group "${group}" has ${length} member${length === 1 ? '' : 's'}: stop them first, or restore with --no-groups`,
      );
    const moved = found.offsets.find((now) =>
      offsets.some(
        ({ topic, partition, offset }) =>
          topic === now.topic && partition === now.partition && offset !== now.offset && now.offset >= 0,
      ),
    );
    if (moved)
      faults.push(
        `group "${group}" has committed offset ${moved.offset} of ${moved.topic}/${moved.partition} already, which is not that of the backup: delete the group first, or restore with --no-groups`,
      );
  }
  return faults;
}

async function groupNow(client: Client, group: string, options: AdminOptions): Promise<GroupDetails | undefined> {
  try {
    return await describeGroup(client, group, options);
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'GROUP_ID_NOT_FOUND') return undefined;
    throw error;
  }
}

export async function restoreGroups(client: Client, plan: GroupPlan, options: AdminOptions): Promise<void> {
  for (const [group, offsets] of plan) await alterGroupOffsets(client, group, offsets, options);
}
