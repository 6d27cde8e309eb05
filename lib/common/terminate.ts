import { setTimeout as delay } from 'node:timers/promises';
import { NotPermittedError } from './not-permitted';
import { isRunning, type RecordedProcess } from './pid-file';

/** Milliseconds that a process has to end on SIGTERM before it gets SIGKILL. Brokers need 1 to 2 s, far more while they recover logs. */
export const TERMINATION_GRACE_MS = 20_000;

const POLL_MS = 20;

/**
 * Ends a process and waits until it is gone.
 * @param name of what runs there, such as `broker-1`
 * @throws {NotPermittedError} if it is another user's
 */
export async function terminate(
  process_: RecordedProcess,
  graceMs: number,
  name: string,
): Promise<'stopped' | 'killed'> {
  const send = (signal: NodeJS.Signals): void => sendTo(process_, signal, name);
  send('SIGTERM');
  const deadline = performance.now() + graceMs;
  while (isRunning(process_)) {
    if (performance.now() > deadline) {
      send('SIGKILL');
      while (isRunning(process_)) await delay(POLL_MS);
      return 'killed';
    }
    await delay(POLL_MS);
  }
  return 'stopped';
}

function sendTo(process_: RecordedProcess, signal: NodeJS.Signals, name: string): void {
  try {
    if (isRunning(process_)) process.kill(process_.pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') throw new NotPermittedError(name, process_.pid, { cause: error });
    // It ended in between.
    if (code !== 'ESRCH') throw error;
  }
}
