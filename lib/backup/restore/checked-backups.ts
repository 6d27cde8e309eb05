import { BackupError } from '../backup-error';
import { bytesIn, segmentsOf, type Gap, type TopicBackup } from '../manifest';
import { faultsOfFiles } from './check-files';
import { chooseBackups } from './choose-topics';
import type { RestoreOptions } from './options';

/** Backups all of whose files are as they were written. @throws {BackupError} with each that is not */
export async function checkedBackups(options: RestoreOptions): Promise<readonly TopicBackup[]> {
  const { folder, topics = [], as, onProgress, onDone, onNote, signal } = options;
  const backups = await chooseBackups(folder, topics);
  if (as !== undefined && backups.length !== 1)
    throw new BackupError(`--as names one topic, but ${backups.length} would be restored: say which`);
  const faults: string[] = [];
  for (const backup of backups) {
    const { topic, isComplete, partitions } = backup;
    const of = bytesIn(segmentsOf(backup));
    let checked = 0;
    const onChecked = (bytes: number) => onProgress?.('checking', topic, (checked += bytes), of);
    onChecked(0);
    faults.push(...(await faultsOfFiles(folder, backup, onChecked, signal)));
    onDone?.('checking', topic);
    if (!isComplete) onNote?.(`the backup of ${topic} was stopped before its end: it has what was taken by then`);
    for (const { partition, gaps, withheld } of partitions) {
      const lacks = ({ from, to }: Gap) => `the backup of ${topic}/${partition} lacks the offsets ${from} to ${to}`;
      for (const gap of gaps) onNote?.(`${lacks(gap)}, which retention had removed`);
      if (withheld) onNote?.(`${lacks(withheld)}, which were behind an open transaction`);
    }
  }
  if (faults.length > 0) throw new BackupError(faults.join('\n'));
  return backups;
}
