import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';

export interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface DetachedProcess {
  readonly pid: number;
  /** Resolves when it ends while this process still runs. */
  readonly exited: Promise<Exit>;
}

export interface DetachedOptions {
  /** Both outputs are appended to this file. */
  readonly log: string;
  /** @default - that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Further streams that it inherits. */
  readonly inherits?: readonly Writable[];
}

/** Starts a process that outlives this one, in a session of its own: Ctrl-C on the terminal does not reach it. */
export async function spawnDetached(
  command: string,
  args: readonly string[],
  { log, env = process.env, inherits = [] }: DetachedOptions,
): Promise<DetachedProcess> {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    detached: true,
    env,
    stdio: ['ignore', output, output, ...inherits],
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
