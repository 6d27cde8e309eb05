import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseLock, takeLock } from '../../common/lock';
import { BackupError } from '../backup-error';

/**
 * Does `work` while no other restore of this machine fills one of the topics: both would find out only by what the other has written.
 * A backup may lie where nothing can be written, so locks are among what is temporary.
 * @throws {BackupError} at once while one does
 */
export async function alone<T>(clusterId: string, topics: readonly string[], work: () => Promise<T>): Promise<T> {
  const taken: string[] = [];
  try {
    for (const topic of topics) {
      const path = lockOf(clusterId, topic);
      const holder = tryLock(path);
      if (holder !== undefined)
        throw new BackupError(`process ${holder} restores topic "${topic}" already: wait for it, or stop it`, 4);
      taken.push(path);
    }
    return await work();
  } finally {
    taken.forEach(releaseLock);
  }
}

/** The names of topics may be as long as those of files. */
const lockOf = (clusterId: string, topic: string): string => {
  const name = createHash('sha256').update(`${clusterId}/${topic}`).digest('hex').slice(0, 32);
  return join(tmpdir(), `kafka-streaming-restore-${name}.lock`);
};

/** @returns the process that has it. Where no lock can be made nobody is kept out */
function tryLock(path: string): number | undefined {
  try {
    return takeLock(path)?.pid;
  } catch {
    return undefined;
  }
}
