import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolder } from '../../common/make-folder';
import { runningProcess, writePidFile } from '../../common/pid-file';
import { spawnDetached } from '../../common/spawn-detached';
import { terminate } from '../../common/terminate';

const DEADLINE_MS = 30_000;
const POLL_MS = 50;
const GRACE_MS = 3000;

export interface DetachOptions {
  /** Of the cluster: what is kept of its console stands in a folder in it. */
  readonly folder: string;
  /** Of node, that run the command `console`: it says its address in a line of its own, or why it has none. */
  readonly args: readonly string[];
  readonly port: number;
  readonly signal: AbortSignal;
}

export type Detached =
  | { readonly outcome: 'started' | 'already running'; readonly url: string }
  /** Why it ended at once. */
  | { readonly outcome: 'failed'; readonly reason: string };

const placeIn = (folder: string) => {
  const own = join(folder, 'console');
  return { own, pidFile: join(own, 'pid'), log: join(own, 'console.log') };
};

/** Starts a console that outlives this process, but not the folder, unless it runs on that port already. */
export async function startDetached({ folder, args, port, signal }: DetachOptions): Promise<Detached> {
  const running = runningConsole(folder);
  if (running?.endsWith(`:${port}`)) return { outcome: 'already running', url: running };
  await stopDetached(folder);
  const { own, pidFile, log } = placeIn(folder);
  makeFolder(own);
  rmSync(log, { force: true });
  const { pid, exited } = await spawnDetached(process.execPath, [...args, '--ends-with', own], { log });
  writePidFile(pidFile, pid);
  const end = new AbortController();
  void exited.then(() => end.abort());
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const url = addressIn(log);
    if (url !== undefined) return { outcome: 'started', url };
    if (end.signal.aborted || signal.aborted || performance.now() > deadline) break;
    await delay(POLL_MS);
  }
  await stopDetached(folder);
  signal.throwIfAborted();
  // The last that it says is why it ends.
  const said = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
  const reason = said === '' ? `it did not start within ${DEADLINE_MS / 1000} s` : said;
  return { outcome: 'failed', reason };
}

/** Where the console of a cluster is; undefined where none runs. */
export function runningConsole(folder: string): string | undefined {
  const { pidFile, log } = placeIn(folder);
  return runningProcess(pidFile) && addressIn(log);
}

/** None running is no error. @throws {NotPermittedError} if it is another user's */
export async function stopDetached(folder: string): Promise<'stopped' | 'not running'> {
  const { pidFile } = placeIn(folder);
  const process = runningProcess(pidFile);
  if (process) await terminate(process, GRACE_MS, 'the console');
  rmSync(pidFile, { force: true });
  return process ? 'stopped' : 'not running';
}

/** Its log: nothing else is kept. */
export const forgetDetached = (folder: string): void => rmSync(placeIn(folder).own, { recursive: true, force: true });

function addressIn(log: string): string | undefined {
  try {
    return /^http:\S+$/m.exec(readFileSync(log, 'utf8'))?.[0];
  } catch {
    return undefined;
  }
}
