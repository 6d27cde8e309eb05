import { nearest } from '../../cluster/nearest';
import { BackupError } from '../backup-error';
import { topicsIn } from '../backup-folder';
import { readManifest, type TopicBackup } from '../manifest';

/** The backups of these topics, of all for none. @throws {BackupError} for names that the folder has no backup of */
export async function chooseBackups(folder: string, names: readonly string[]): Promise<readonly TopicBackup[]> {
  const known = await topicsIn(folder);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new BackupError(
      unknown.map((name) => `there is no backup of topic "${name}" in ${folder}${meantBy(name, known)}`).join('\n'),
    );
  const backups: TopicBackup[] = [];
  const faults: string[] = [];
  for (const topic of names.length === 0 ? known : new Set(names)) {
    try {
      const backup = await readManifest(folder, topic);
      if (backup) backups.push(backup);
      else
        faults.push(
          `the manifest of topic "${topic}" in ${folder} is missing: take it from another copy of the backup`,
        );
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new BackupError(faults.join('\n'));
  return backups;
}

function meantBy(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `, but of ${known.join(', ')}` : `: did you mean "${meant}"?`;
}
