import { KafkaError, validateTopics, type AdminOptions, type Client } from '../../kafka';
import { BackupError } from '../backup-error';
import { recordsIn, segmentsOf, type TopicBackup } from '../manifest';
import { topicsAtHand, type TopicAtHand } from '../topic-at-hand';
import { faultsOfGroups, planGroups, type GroupPlan } from './groups';
import { findThere, type TopicPlan } from './plan-topic';
import type { RestoreOptions } from './options';
import { replacedConfig } from './replaced-config';
import type { Config } from './restoring-config';

export interface Plan {
  readonly topics: readonly TopicPlan[];
  readonly groups: GroupPlan;
}

/** Finds all that is in the way before anything is touched. @throws {BackupError} with all of it */
export async function plan(client: Client, backups: readonly TopicBackup[], options: RestoreOptions): Promise<Plan> {
  const { folder, as, groups = 'restored', onProgress, onDone, onNote, deadlineMs, signal } = options;
  const admin: AdminOptions = { deadlineMs, signal };
  const there = await topicsAtHand(client, signal);
  const faults: string[] = [];
  const topics: TopicPlan[] = [];
  for (const backup of backups) {
    const topic = as ?? backup.topic;
    const found = there.get(topic);
    const wanted = wantedOf(backup, topic, found, options);
    const others = otherwise(wanted, options);
    if (others.length > 0) onNote?.(`${topic} gets ${others.join('; ')}`);
    if (!found) {
      faults.push(...(await faultsOfNew(client, wanted, admin)));
      topics.push({ ...wanted, isThere: false, there: backup.partitions.map(() => 0) });
      continue;
    }
    const replaced = await replacedConfig(client, wanted, admin);
    if (replaced.length > 0) onNote?.(`${topic} is there, and gets what it had: ${replaced.join(', ')}`);
    let compared = 0;
    const of = recordsIn(segmentsOf(backup));
    const onCompared = (records: number) => onProgress?.('comparing', topic, (compared += records), of);
    const { records, faults: different } = await findThere(client, wanted, found, { ...admin, folder, onCompared });
    if (compared > 0) onDone?.('comparing', topic);
    faults.push(...different);
    topics.push({ ...wanted, isThere: true, there: records });
  }
  // Under another name it is a copy, and groups go on in the original.
  const groupPlan: GroupPlan =
    groups === 'left out' || as !== undefined ? new Map() : await planGroups(folder, backups);
  faults.push(...(await faultsOfGroups(client, groupPlan, admin)));
  if (faults.length > 0) throw new BackupError(faults.join('\n'));
  return { topics, groups: groupPlan };
}

type Wanted = Omit<TopicPlan, 'isThere' | 'there'>;

function wantedOf(
  backup: TopicBackup,
  topic: string,
  found: TopicAtHand | undefined,
  { replicationFactor: chosen, config = {} }: RestoreOptions,
): Wanted {
  const before = backup.replicationFactor;
  const replicationFactor = found?.replicationFactor ?? chosen?.(before) ?? before;
  return { backup, topic, replicationFactor, config: fitting({ ...backup.config, ...config }, replicationFactor) };
}

/** What becomes other than it was, though nobody has asked for that. */
function otherwise({ backup, replicationFactor, config }: Wanted, { config: asked = {} }: RestoreOptions): string[] {
  const [before, after] = [{ ...backup.config, ...asked }[MIN_IN_SYNC], config[MIN_IN_SYNC]];
  return [
    ...(replicationFactor === backup.replicationFactor
      ? []
      : [`replication factor ${replicationFactor}, and had ${backup.replicationFactor}`]),
    ...(before === after ? [] : [`${MIN_IN_SYNC} ${after}, and had ${before}, more than it has replicas now`]),
  ];
}

const MIN_IN_SYNC = 'min.insync.replicas';

/** Of fewer replicas, fewer can be in sync: all but one, so that records can be written while a broker is away. */
const fitting = (config: Config, factor: number): Config =>
  Number(config[MIN_IN_SYNC] ?? 1) > factor ? { ...config, [MIN_IN_SYNC]: String(Math.max(1, factor - 1)) } : config;

async function faultsOfNew(client: Client, wanted: Wanted, options: AdminOptions): Promise<readonly string[]> {
  const { topic, replicationFactor, backup, config } = wanted;
  const { size } = client.metadata.brokers;
  if (replicationFactor > size)
    return [
      `topic "${topic}" has replication factor ${replicationFactor}, but only ${size} broker${size === 1 ? ' is' : 's are'} up: start the others, or restore with -r ${size}`,
    ];
  const asked = { name: topic, partitions: backup.partitions.length, replicationFactor, config: finite(config) };
  try {
    await validateTopics(client, [asked], options);
    return [];
  } catch (error) {
    if (error instanceof KafkaError && !error.retriable) return [error.message];
    throw error;
  }
}

/** Java's largest number is more than JavaScript tells apart, and means that there is no limit. */
const finite = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== '9223372036854775807'));
