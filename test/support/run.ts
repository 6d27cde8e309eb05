import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '../..');

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  /** The same, before it is taken for text. */
  readonly stdoutBytes: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** @default - the checkout */
  readonly cwd?: string;
  /** Told all of stderr so far, each time that more comes. */
  readonly onStderr?: (text: string) => void;
  /** What still runs then hangs, and would outlive the test. @default 75000 */
  readonly deadlineMs?: number;
}

/** Longer than our programs take when nothing holds them up. */
const DEADLINE_MS = 75_000;

/** Settles when the process has ended, and can be sent signals until then. */
export type Running = Promise<Ended> & { readonly kill: (signal: NodeJS.Signals) => void };

/** Runs a command as a person would. */
export function run(
  file: string,
  args: readonly string[],
  { input, env, cwd = root, onStderr, deadlineMs = DEADLINE_MS }: RunOptions = {},
): Running {
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'pipe',
    timeout: deadlineMs,
    killSignal: 'SIGKILL',
  });
  // A character may come in two pieces.
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (data: Buffer) => void output[stream].push(data));
  }
  child.stderr.on('data', () => onStderr?.(String(Buffer.concat(output.stderr))));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = once(child, 'close').then(([exitCode]): Ended => {
    const stdoutBytes = Buffer.concat(output.stdout);
    const stderr = String(Buffer.concat(output.stderr));
    return { exitCode: exitCode as number, stdout: String(stdoutBytes), stdoutBytes, stderr };
  });
  return Object.assign(ended, { kill: (signal: NodeJS.Signals) => void child.kill(signal) });
}

/** One of our programs, such as `lib/cli/produce.ts`. */
export const runProgram = (program: string, args: readonly string[], options?: RunOptions): Running =>
  run(process.execPath, ['-r', './register.js', program, ...args], options);
