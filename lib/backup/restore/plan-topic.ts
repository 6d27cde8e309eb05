import { findOffsets, type AdminOptions, type Client, type PartitionPosition } from '../../kafka';
import { command } from '../../package';
import { inPool } from '../in-pool';
import { recordsIn, type TopicBackup } from '../manifest';
import type { TopicAtHand } from '../topic-at-hand';
import { commonBeginning } from './common-beginning';
import type { Config } from './restoring-config';

/** A topic that is to be restored. */
export interface TopicPlan {
  readonly backup: TopicBackup;
  /** What it is to be called. */
  readonly topic: string;
  readonly replicationFactor: number;
  /** Its own, once it is restored. */
  readonly config: Config;
  /** Whether it is there already. */
  readonly isThere: boolean;
  /** Of each partition, how many of its records are. */
  readonly there: readonly number[];
}

interface Compared extends AdminOptions {
  readonly folder: string;
  readonly onCompared: (records: number) => void;
}

const AT_ONCE = 8;

export interface Found {
  readonly records: readonly number[];
  readonly faults: readonly string[];
}

/** Whether what is in a topic is how its backup begins, in each partition: what a restore that was stopped leaves, or nothing yet. */
export async function findBeginning(
  client: Client,
  { topic, backup }: Pick<TopicPlan, 'topic' | 'backup'>,
  { folder, onCompared, ...admin }: Compared,
  mayLack: (ends: readonly PartitionPosition[]) => boolean = () => false,
): Promise<Found> {
  const ends = await findOffsets(client, topic, 'latest', admin);
  const isWhole = mayLack(ends);
  const records = ends.map(() => 0);
  const faults: string[] = [];
  const written = ends.filter(({ offset }) => offset > 0);
  await inPool(written, AT_ONCE, async ({ partition, offset: end }) => {
    const compared = { ...admin, folder, backup, topic, partition, onCompared, mayLack: isWhole };
    const { records: same, difference } = await commonBeginning(client, compared);
    records[partition] = isWhole && difference === undefined ? end : same;
    if (difference !== undefined) faults.push(`${topic}/${partition}: ${difference}`);
    else if (!isWhole && same < end) faults.push(`${topic}/${partition}: offset ${same} is no record of the backup`);
  });
  return { records, faults };
}

/** A topic that was written to its end has its own configuration since, by which Kafka deletes and compacts: what is left is compared. */
const isWritten =
  ({ partitions }: TopicBackup) =>
  (ends: readonly PartitionPosition[]): boolean =>
    ends.every(({ partition, offset }) => offset === recordsIn(partitions[partition]!.segments));

/** Why a topic that is there cannot be restored into, one sentence; and how much of it is there. */
export async function findThere(
  client: Client,
  wanted: Pick<TopicPlan, 'topic' | 'backup'>,
  found: TopicAtHand,
  options: Compared,
): Promise<Found> {
  const { topic, backup } = wanted;
  const way = `delete it first (${command('topics', `delete ${topic}`)}), or restore beside it with --as NAME`;
  const { length } = backup.partitions;
  if (found.partitions !== length)
    return {
      records: [],
      faults: [`topic "${topic}" exists and has ${found.partitions} partitions, but the backup ${length}: ${way}`],
    };
  const { records, faults } = await findBeginning(client, wanted, options, isWritten(backup));
  if (faults.length === 0) return { records, faults };
  const text = `topic "${topic}" exists, and is not what an interrupted restore leaves (${faults[0]!})`;
  return { records, faults: [`${text}: ${way}`] };
}

/** What a restored topic lacks, or has that it should not. */
export async function faultsOfRestored(client: Client, plan: TopicPlan, options: Compared): Promise<readonly string[]> {
  const { records, faults } = await findBeginning(client, plan, options);
  const missing = plan.backup.partitions.flatMap(({ partition, segments }) => {
    const [found, expected] = [records[partition] ?? 0, recordsIn(segments)];
    return found === expected ? [] : [`${plan.topic}/${partition} has ${found} of ${expected} records`];
  });
  return faults.length > 0 ? faults : missing;
}
