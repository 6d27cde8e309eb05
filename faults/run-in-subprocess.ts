import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Size } from './profile';
import type { Audited, Broken } from './result';

/** All that a run needs to know, as JSON. */
export interface Order {
  readonly name: string;
  readonly size: Size;
  readonly sessionTimeoutMs: number;
}

const root = join(__dirname, '..');

/** Longer than any fault takes, on a slow machine too; the random mix comes on top. */
const TIMEOUT_MS = 15 * 60_000;
/** The end of what a run has to say is enough. */
const MAX_TEXT = 10_000;

/**
 * One run in a process and on a cluster of its own: whatever becomes of it, the next run finds nothing of it.
 * @returns undefined when `signal` has stopped it
 */
export async function runInSubprocess(order: Order, signal: AbortSignal): Promise<Audited | Broken | undefined> {
  const child = fork(join(__dirname, 'fault-worker.ts'), [JSON.stringify(order)], {
    cwd: root,
    execArgv: ['-r', join(root, 'register.js')],
    // A group of its own: it ends with all that it has started. Ctrl-C reaches it through the signal only.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let audited: Audited | undefined;
  child.once('message', (message) => (audited = message as Audited));
  let text = '';
  child.stderr!.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-MAX_TEXT)));
  const end = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
  };
  const deadlineMs = TIMEOUT_MS + order.size.mixMs;
  const deadline = setTimeout(() => {
    text += `\nnot done within ${deadlineMs / 60_000} minutes`;
    end();
  }, deadlineMs);
  signal.addEventListener('abort', end);
  // Not its exit: the reaper of its cluster has the same stderr, so that this is when the cluster is gone, too.
  const [exitCode, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(deadline);
  signal.removeEventListener('abort', end);
  if (audited || signal.aborted) return audited;
  return { name: order.name, seed: order.size.seed, error: text.trim() || `it ended with ${killedBy ?? exitCode}` };
}
