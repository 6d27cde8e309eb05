import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, type RecordedProcess } from './pid-file';

/** Milliseconds that a process has to end on SIGTERM before it gets SIGKILL. Brokers need 1 to 2 s, far more while they recover logs. */
export const TERMINATION_GRACE_MS = 20_000;

const POLL_MS = 20;

/** Ends a process and waits until it is gone. */
export async function terminate(process_: RecordedProcess, graceMs: number): Promise<'stopped' | 'killed'> {
  send(process_, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (isRunning(process_)) {
    if (performance.now() > deadline) {
      send(process_, 'SIGKILL');
      while (isRunning(process_)) await delay(POLL_MS);
      return 'killed';
    }
    await delay(POLL_MS);
  }
  return 'stopped';
}

function send(process_: RecordedProcess, signal: NodeJS.Signals): void {
  try {
    if (isRunning(process_)) process.kill(process_.pid, signal);
  } catch (error) {
    // It ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
