import { createProducer, createTopic, type AdminOptions, type Client, type Producer } from '../../kafka';
import { BackupError, inFolder } from '../backup-error';
import { recordsIn, segmentsOf } from '../manifest';
import { alone } from './alone';
import { checkedBackups } from './checked-backups';
import { restoreGroups } from './groups';
import type { Restored, RestoreOptions, TopicRestored } from './options';
import { plan as makePlan } from './plan';
import { faultsOfRestored, type TopicPlan } from './plan-topic';
import { refill } from './refill';
import { beginRestoring, endRestoring, retentionOf } from './restoring-config';

/** How long a restore that is stopped waits for what is under way. */
const GRACE_MS = 20_000;

/**
 * Makes topics as they were: records in order in the same partitions with their times, configuration, where groups go on. All of it
 * is compared with the backup at the end. Nothing is touched where anything is in the way. Stopped at any moment, the same call goes
 * on: what is in a topic tells how far it came.
 * @throws {BackupError} for a damaged backup, topics that are there and other ones, live groups; when what was restored is not the same
 * @throws {KafkaError} what reading, sending and administering throw
 */
export function restore(client: Client, options: RestoreOptions): Promise<Restored> {
  return inFolder(options.folder, async () => {
    const { deadlineMs, signal, compression = 'none' } = options;
    const admin: AdminOptions = { deadlineMs, signal };
    const backups = await checkedBackups(options);
    const names = options.as === undefined ? backups.map(({ topic }) => topic) : [options.as];
    return alone(client.clusterId, names, async () => {
      const { topics, groups } = await makePlan(client, backups, options);
      const producer = await createProducer(client, {
        compression,
        ...(deadlineMs !== undefined && { deliveryTimeoutMs: deadlineMs }),
        ...(signal && { signal }),
      });
      const restored: TopicRestored[] = [];
      try {
        for (const plan of topics) {
          restored.push(await restoreTopic(client, producer, plan, options));
          // From then on Kafka may delete and compact: a topic that has been written to its end is known by that.
          await endRestoring(client, plan.topic, plan.config, admin);
        }
      } finally {
        await producer.close({ withinMs: GRACE_MS });
      }
      await restoreGroups(client, groups, admin);
      return { topics: restored, groups: [...groups.keys()].sort() };
    });
  });
}

async function restoreTopic(
  client: Client,
  producer: Producer,
  plan: TopicPlan,
  options: RestoreOptions,
): Promise<TopicRestored> {
  const { folder, onProgress, onDone, onNote, deadlineMs, signal } = options;
  const { topic, backup, replicationFactor, config, isThere, there } = plan;
  const admin: AdminOptions = { deadlineMs, signal };
  const partitions = backup.partitions.length;
  if (!isThere) await createTopic(client, { name: topic, partitions, replicationFactor }, admin);
  const of = recordsIn(segmentsOf(backup));
  const before = there.reduce((sum, records) => sum + records, 0);
  const restored = { topic, partitions, replicationFactor, records: of, sent: of - before };
  // It is whole, compared already, and may be in use.
  if (isThere && of === before) return restored;
  const entries = await beginRestoring(client, topic, config, admin);
  const old = oldRecords(plan, retentionOf(config, entries));
  if (old !== undefined) onNote?.(old);

  let stored = before;
  onProgress?.('restoring', topic, stored, of);
  const onStored = (records: number) => onProgress?.('restoring', topic, (stored += records), of);
  await refill(producer, { folder, backup, topic, there, onStored, signal });
  signal?.throwIfAborted();
  onDone?.('restoring', topic);

  let compared = 0;
  const onCompared = (records: number) => onProgress?.('verifying', topic, (compared += records), of);
  const faults = await faultsOfRestored(client, plan, { ...admin, folder, onCompared });
  if (faults.length > 0)
    throw new BackupError(
      `what is restored is not what was backed up: ${faults.join('; ')}; delete "${topic}" and restore it again`,
      5,
    );
  onDone?.('verifying', topic);
  return restored;
}

/** That records are too old for their topic to keep them; files whose youngest record is as old are counted. */
function oldRecords({ topic, backup }: TopicPlan, retentionMs: number): string | undefined {
  const files = segmentsOf(backup);
  const old = recordsIn(files.filter(({ maxTimestamp }) => maxTimestamp < Date.now() - retentionMs));
  if (old === 0) return undefined;
  return `${old} of ${recordsIn(files)} records of ${topic} are older than its retention.ms (${retentionMs}) allows: Kafka deletes them some minutes after the restore; with -c retention.ms=-1 it keeps them`;
}
