import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isSource, packageRoot } from '../../package';

/** What is to be removed. */
export interface LeftoverCluster {
  /** Of the cluster. */
  readonly name: string;
  /** Temporary, and of this cluster alone. */
  readonly folder: string;
}

export interface Reaper {
  /** Stops the servers at once, removes the folder, and resolves when both are gone. */
  readonly reap: () => Promise<void>;
}

/** A process that removes a cluster when it is told to, or when this process ends, however that comes. */
export function startReaper(leftover: LeftoverCluster): Reaper {
  const program = isSource
    ? ['-r', join(packageRoot, 'register.js'), join(__dirname, 'reaper.ts')]
    : [join(__dirname, 'reaper.js')];
  // In a session of its own: Ctrl-C on a test runner must not end it too.
  const reaper = spawn(process.execPath, [...program, JSON.stringify(leftover)], {
    cwd: packageRoot,
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  reaper.unref();
  const exited = once(reaper, 'exit');
  return {
    async reap() {
      reaper.ref();
      reaper.stdin.end();
      const [exitCode] = (await exited) as [number | null];
      if (exitCode !== 0) throw new Error(`cluster ${leftover.name} in ${leftover.folder} could not be removed`);
    },
  };
}
