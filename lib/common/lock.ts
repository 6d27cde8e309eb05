import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pidFileText, runningProcess, type RecordedProcess } from './pid-file';

const POLL_MS = 100;

/**
 * Makes this process (or `pid`) the holder of the lock file `path`. A lock whose holder has ended is taken over.
 * @returns undefined when taken, else the process that holds it
 */
export function takeLock(path: string, pid = process.pid): RecordedProcess | undefined {
  const own = `${path}.${process.pid}`;
  try {
    writeFileSync(own, pidFileText(path, pid));
    for (;;) {
      try {
        // Unlike writing, linking creates the file with its content in one step, and only if there is none.
        linkSync(own, path);
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = runningProcess(path);
      if (holder) return holder;
      dropStale(path, `${own}.stale`);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of several that find a stale lock only one may move it away, and none a lock that was taken meanwhile. */
function dropStale(path: string, aside: string): void {
  try {
    renameSync(path, aside);
    if (runningProcess(aside)) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

export const releaseLock = (path: string): void => rmSync(path, { force: true });

/** Does `work` while holding the lock, once whoever holds it has let go. */
export async function withLock<T>(path: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  while (takeLock(path)) {
    signal?.throwIfAborted();
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    releaseLock(path);
  }
}
