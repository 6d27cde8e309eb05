import type { PartitionPosition } from '../kafka';
import { BackupError } from './backup-error';
import { topicFolder } from './layout';
import type { TopicBackup } from './manifest';

/** What brokers before Kafka 2.8 say. */
const UNKNOWN_ID = 'AAAAAAAAAAAAAAAAAAAAAA';

interface Now {
  readonly id: string;
  readonly clusterId?: string;
  readonly ends?: readonly PartitionPosition[];
}

type Before = Pick<TopicBackup, 'topic' | 'topicId'> & Partial<TopicBackup>;

/**
 * What comes from now on must follow what a backup has: that is so in the same topic alone, and only where it has lost nothing.
 * @throws {BackupError} with the way to go on
 */
export function requireSame(folder: string, before: Before, { id, clusterId, ends = [] }: Now): void {
  const { topic, topicId, partitions = [] } = before;
  const elsewhere = wayOn(folder, topic);
  const isKnown = id !== UNKNOWN_ID && topicId !== UNKNOWN_ID;
  if (isKnown ? id !== topicId : clusterId !== before.clusterId)
    throw new BackupError(
      `topic "${topic}" is another one than the one in ${folder}, of the same name: it was made anew or restored since; ${elsewhere}`,
    );
  for (const { partition, offset } of ends) {
    const next = partitions[partition]?.nextOffset ?? 0;
    if (next > offset)
      throw new BackupError(
        `${topic}/${partition} ends at offset ${offset}, but the backup in ${folder} has it up to ${next - 1}: it has lost records since; ${elsewhere}`,
      );
  }
}

/** Of a log that has others at offsets that a backup has. */
export const writtenAnew = (folder: string, topic: string, partition: number, offset: number): BackupError =>
  new BackupError(
    `${topic}/${partition} has another record at offset ${offset} than the backup in ${folder}: it has lost records since, and was written to anew; ${wayOn(folder, topic)}`,
  );

const wayOn = (folder: string, topic: string): string =>
  `back it up to another folder, or remove ${topicFolder(folder, topic)} if that is not needed any more`;
