import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface DetachedProcess {
  readonly pid: number;
  /** Resolves when it ends while this process still runs. */
  readonly exited: Promise<Exit>;
}

/** Starts a process that outlives this one, in a session of its own: Ctrl-C on the terminal does not reach it. Both outputs go to `log`. */
export async function spawnDetached(command: string, args: readonly string[], log: string): Promise<DetachedProcess> {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', output, output],
    // Where a JVM that crashes leaves its hs_err file; the caller's own folder may be removed while this runs.
    cwd: dirname(log),
  });
  closeSync(output);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await once(child, 'spawn');
  child.unref();
  return { pid: child.pid!, exited };
}
