import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { KindError } from './kind-error';

export interface RunOptions {
  readonly cwd?: string;
  /** Ends the command, and rejects with the signal's reason once it has ended. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the command is ended. @default 600000 */
  readonly deadlineMs?: number;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Between SIGTERM and SIGKILL. */
const GRACE_MS = 10_000;

/**
 * Runs a command to its end, as a person would type it.
 * @throws {KindError} `COMMAND_FAILED` with what it wrote on stderr
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  const { cwd, signal, deadlineMs = 600_000 } = options;
  signal?.throwIfAborted();
  // A process group of its own: Ctrl-C on the terminal reaches us alone, and ends the command and whatever it has started.
  const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const send = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  const end = () => {
    send('SIGTERM');
    setTimeout(send, GRACE_MS, 'SIGKILL').unref();
  };
  signal?.addEventListener('abort', end, { once: true });
  const late = AbortSignal.timeout(deadlineMs);
  late.addEventListener('abort', end, { once: true });
  try {
    const exited = new Promise<string | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killedBy) =>
        resolve(code === 0 ? undefined : killedBy === null ? `exit code ${code}` : killedBy),
      );
    });
    const [stdout, stderr, failure] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
    signal?.throwIfAborted();
    if (failure === undefined) return { stdout, stderr };
    const ended = late.aborted ? `did not end within ${deadlineMs / 1000} s` : `ended with ${failure}`;
    throw new KindError(
      'COMMAND_FAILED',
      `${[command, ...args].join(' ')} ${ended}: ${stderr.trim() || stdout.trim()}`,
    );
  } finally {
    late.removeEventListener('abort', end);
    signal?.removeEventListener('abort', end);
  }
}
