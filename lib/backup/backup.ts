import { nearest } from '../cluster/nearest';
import { KafkaError, type AdminOptions, type Client, type WithheldOffsets } from '../kafka';
import { BackupError, inFolder } from './backup-error';
import { alone, openFolder } from './backup-folder';
import { backupTopic, type TopicTaken } from './backup-topic';
import { committedOffsets } from './committed-offsets';
import { topicsAtHand, type TopicAtHand } from './topic-at-hand';

export interface BackupOptions extends AdminOptions {
  /** Where to: made if it is not there, but none above it. */
  readonly folder: string;
  /** @default - all but Kafka's own */
  readonly topics?: readonly string[];
  /** Told before a topic is read. @default - nobody is told */
  readonly onTopic?: (topic: string) => void;
  /** Told how many records were taken, of about how many. @default - nobody is told */
  readonly onProgress?: (topic: string, records: number, of: number) => void;
  /** Told that open transactions are given time to end. @default - nobody is told */
  readonly onWait?: (topic: string, withheld: readonly WithheldOffsets[]) => void;
  /** @default - nobody is told */
  readonly onTaken?: (taken: TopicTaken) => void;
  /** Told that a topic could not be taken, which does not keep the others. @default - nobody is told */
  readonly onFailed?: (topic: string, error: Error) => void;
}

/** How long open transactions of a topic are given to end; once that was in vain, those of the others. Most take milliseconds. */
const [PATIENCE_MS, LESS_PATIENCE_MS] = [10_000, 1000];

/**
 * Copies what came to topics since the last backup to that folder: committed records, configuration, what groups have committed.
 * Stopped at any moment, it leaves a backup that the same call continues. Holds some megabytes, however much there is.
 * @throws {BackupError} for a folder that is something else, cannot be written or is full; for a topic that was made anew
 * @throws {KafkaError} what reading throws; of a topic that cannot be taken once the others are
 */
export async function backup(client: Client, options: BackupOptions): Promise<readonly TopicTaken[]> {
  const { folder, topics = [], onTopic, onProgress, onWait, onTaken, onFailed, ...admin } = options;
  const chosen = choose(await topicsAtHand(client, admin.signal), topics);
  return inFolder(folder, async () => {
    await openFolder(folder);
    return alone(folder, async () => {
      // Before the records: what is read meanwhile counts as not read, so that a restore skips nothing.
      const committed = await committedOffsets(client, admin);
      const all: TopicTaken[] = [];
      const failures: Error[] = [];
      let patienceMs = PATIENCE_MS;
      for (const topic of chosen) {
        const { name } = topic;
        onTopic?.(name);
        const groups = committed.get(name) ?? [];
        const told = {
          onProgress: (records: number, of: number) => onProgress?.(name, records, of),
          onWait: (withheld: readonly WithheldOffsets[]) => onWait?.(name, withheld),
        };
        try {
          const taken = await backupTopic(client, topic, { ...admin, folder, groups, patienceMs, ...told });
          if (taken.withheld.length > 0) patienceMs = LESS_PATIENCE_MS;
          all.push(taken);
          onTaken?.(taken);
        } catch (error) {
          if (!(await isOfTopic(client, error, admin.signal))) throw error;
          failures.push(error as Error);
          onFailed?.(name, error as Error);
        }
      }
      if (failures.length > 0) throw together(failures);
      return all;
    });
  });
}

/** Whether the others can be taken all the same: not where no broker answers, or the folder is full. */
async function isOfTopic(client: Client, error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
  if (error instanceof BackupError) return error.exitCode === 2;
  if (!(error instanceof KafkaError)) return false;
  return client.refresh(signal).then(
    () => true,
    () => false,
  );
}

const together = (failures: readonly Error[]): Error =>
  failures.length === 1 ? failures[0]! : new BackupError(failures.map(({ message }) => message).join('\n'), 4);

function choose(there: ReadonlyMap<string, TopicAtHand>, names: readonly string[]): readonly TopicAtHand[] {
  const own = [...there.values()].filter(({ internal }) => !internal);
  const faults = names.flatMap((name) => {
    const found = there.get(name);
    if (found?.internal) return [`topic "${name}" is Kafka's own: what it holds of a topic is kept with that topic`];
    if (found) return [];
    const meant = nearest(
      name,
      own.map((topic) => topic.name),
    );
    return [`there is no topic "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`];
  });
  if (faults.length > 0) throw new BackupError(faults.join('\n'));
  const chosen = names.length === 0 ? own : [...new Set(names)].map((name) => there.get(name)!);
  return chosen.sort((one, other) => (one.name < other.name ? -1 : 1));
}
