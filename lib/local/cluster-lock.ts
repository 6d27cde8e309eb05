import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from './local-run-error';
import { releaseLock, takeLock } from '../process/lock';
import type { RecordedProcess } from '../process/pid-file';
import { notWritable } from './servers/start-server';

/**
 * Does `work` as the only one that starts or stops servers in `folder`.
 * @throws {LocalRunError} `BUSY`, `FOLDER_NOT_WRITABLE`
 */
export async function asOnlyOne<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'lock');
  const holder = take(folder, lock);
  if (holder) {
    throw new LocalRunError(
      'BUSY',
      `process ${holder.pid} is starting or stopping the servers of ${folder} already: wait until it is done, or stop it`,
    );
  }
  try {
    return await work();
  } finally {
    releaseLock(lock);
  }
}

function take(folder: string, lock: string): RecordedProcess | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return takeLock(lock);
  } catch (cause) {
    throw notWritable(folder, cause);
  }
}
