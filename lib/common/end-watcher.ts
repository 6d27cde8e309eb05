import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** As long as the answer of `date +%s`, which replaces it in place: that must work on a full disk too. */
const RUNNING = 'running   \n';

/**
 * Takes down in `file` when a process ends that nobody may wait for any more: the process inherits `line`, whose other end a
 * shell reads. The kernel closes it with the process, however that ends.
 */
export interface EndWatcher {
  readonly line: Writable;
  /** To be called once the process has inherited the line. */
  readonly release: () => void;
}

export function watchEnd(file: string): EndWatcher {
  const output = openSync(file, 'w');
  let shell: ChildProcess;
  try {
    writeSync(output, RUNNING, 0);
    shell = spawn('sh', ['-c', 'read _; date +%s'], { detached: true, cwd: '/', stdio: ['pipe', output, 'ignore'] });
  } finally {
    closeSync(output);
  }
  // Without it only the time is not known.
  shell.on('error', () => undefined);
  shell.unref();
  const stdin = shell.stdin!;
  stdin.on('error', () => undefined);
  return { line: stdin, release: () => stdin.destroy() };
}

/** When the process of that file ended; undefined while it runs, or when the watcher ended with it, as when the machine stopped. */
export function endedAt(file: string): Date | undefined {
  try {
    const seconds = /^\d+$/m.exec(readFileSync(file, 'utf8'))?.[0];
    return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
  } catch {
    return undefined;
  }
}
