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
  return { end, epoch: epochAt(end, join(folder, 'leader-epoch-checkpoint')), topicId };
}

/** A leader notes its epoch when it begins, with where: behind the end of a log that has been cut off since. */
const epochAt = (end: number, path: string): number =>
  (checkpointIn(path) ?? []).reduce((latest, [epoch, start]) => (Number(start) <= end ? Number(epoch) : latest), -1);

/** What a broker knew to be acknowledged. */
export interface HighWatermarks {
  /** Up to which offset, of each replica such as `test-0`: less than there was, never more. */
  readonly of: ReadonlyMap<string, number>;
  /** Whether all replicas that it had are among them: not where the file is gone or cut off. */
  readonly areAll: boolean;
}

/**
 * By the file that a broker writes every 5 s and as it stops. Where that is not whole, by the one that says how far each replica has
 * reached the disk, which it writes every 60 s.
 */
export function highWatermarksIn(data: string): HighWatermarks {
  const marks = offsetsIn(data, 'replication-offset-checkpoint');
  return { of: marks ?? onDiskIn(data), areAll: marks !== undefined };
}

/** The file that says how far each replica has reached the disk: its topic, its partition and that offset in a line. */
export const ON_DISK = 'recovery-point-offset-checkpoint';

/** How far each replica has reached the disk: of those alone that are no deleted topic's, which the other file may still name. */
export const onDiskIn = (data: string): ReadonlyMap<string, number> => offsetsIn(data, ON_DISK) ?? new Map();

function offsetsIn(data: string, file: string): ReadonlyMap<string, number> | undefined {
  const entries = checkpointIn(join(data, file));
  return entries && new Map(entries.map(([topic, partition, offset]) => [`${topic}-${partition}`, Number(offset)]));
}

/** Kafka's checkpoint files: a version, the number of entries, an entry a line. Undefined where it is not whole. */
function checkpointIn(path: string): string[][] | undefined {
  const [version, count, ...lines] = textOf(path).split('\n');
  const entries = lines.filter((line) => line !== '').map((line) => line.split(' '));
  return version === '0' && Number(count) === entries.length ? entries : undefined;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
