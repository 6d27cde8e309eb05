import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from './local-run-error';
import { makeFolder } from '../common/make-folder';
import { releaseLock, takeLock } from '../common/lock';
import { runningProcess, type RecordedProcess } from '../common/pid-file';
import { notWritable } from './failures/not-writable';

/**
 * Does `work` as the only one that starts or stops servers in `folder`.
 * @throws {LocalRunError} `BUSY`, `DISK_FULL`, `FOLDER_NOT_WRITABLE`
 */
export function asOnlyOne<T>(folder: string, work: () => Promise<T>): Promise<T> {
  return holding(folder, work, (cause) => {
    throw notWritable(folder, cause);
  });
}

/**
 * The same for what needs nothing that may be exhausted: where no lock can be written, none can be taken later by whoever
 * starts servers, and that nobody holds one is enough.
 * @throws {LocalRunError} `BUSY`
 */
export const asOnlyOneIfPossible = <T>(folder: string, work: () => Promise<T>): Promise<T> =>
  holding(folder, work, () => undefined);

async function holding<T>(folder: string, work: () => Promise<T>, onFailure: (cause: unknown) => void): Promise<T> {
  const lock = join(folder, 'lock');
  let holder: RecordedProcess | undefined;
  let isTaken = false;
  let made: readonly string[] = [];
  try {
    made = makeFolder(folder);
    holder = takeLock(lock);
    isTaken = holder === undefined;
  } catch (cause) {
    onFailure(cause);
    holder = runningProcess(lock);
  }
  if (holder) {
    throw new LocalRunError(
      'BUSY',
      `process ${holder.pid} is starting or stopping the servers of ${folder} already: wait until it is done, or stop it`,
    );
  }
  try {
    return await work();
  } finally {
    if (isTaken) releaseLock(lock);
    removeEmpty(made);
  }
}

/** Of what was refused nothing stays. */
function removeEmpty(made: readonly string[]): void {
  try {
    for (const folder of made.toReversed()) rmdirSync(folder);
  } catch {
    // Something is in it.
  }
}
