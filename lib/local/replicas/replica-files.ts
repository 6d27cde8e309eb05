import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logEnd } from './log-end';

/** One replica, as it is on a broker's disk. */
export interface Replica {
  /** The offset after its last message; -1 without a folder. */
  readonly end: number;
  /** Of the leader that its last messages are from; -1 where none is known. */
  readonly epoch: number;
  /** Changes when the topic is recreated; undefined where none is known. */
  readonly topicId: string | undefined;
}

export function replicaIn(data: string, name: string): Replica {
  const folder = join(data, name);
  const end = logEnd(folder);
  if (end === undefined) return { end: -1, epoch: -1, topicId: undefined };
  const topicId = /^topic_id: (.+)$/m.exec(textOf(join(folder, 'partition.metadata')))?.[1];
  return { end, epoch: epochAt(end, textOf(join(folder, 'leader-epoch-checkpoint'))), topicId };
}

/** A leader notes its epoch when it begins, with where: behind the end of a log that has been cut off since. */
const epochAt = (end: number, checkpoint: string): number =>
  entriesOf(checkpoint).reduce((latest, [epoch, start]) => (Number(start) <= end ? Number(epoch) : latest), -1);

/**
 * Up to which offset each replica knew its messages to be acknowledged, by the file that its broker writes every 5 s and as it
 * stops: less than there are, never more.
 */
export const highWatermarksIn = (data: string): ReadonlyMap<string, number> =>
  new Map(
    entriesOf(textOf(join(data, 'replication-offset-checkpoint'))).map(([topic, partition, offset]) => [
      `${topic}-${partition}`,
      Number(offset),
    ]),
  );

/** Kafka's checkpoint files: a version, the number of entries, an entry a line. */
const entriesOf = (text: string): string[][] =>
  text
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => line.split(' '));

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
