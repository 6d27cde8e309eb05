import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root, type Command } from '../measure';

export interface Measured {
  readonly stdout: string;
  readonly stderr: string;
  /** User and system time of the process from start to end. */
  readonly cpuMs: number;
}

/** Node.js tells the CPU time of no child; bash does. */
const TIMED = `TIMEFORMAT='cpu %U %S'; time "$@"`;

/** Runs a command to its end. @throws when it fails */
export async function measured({ file, args }: Command, cwd = root): Promise<Measured> {
  const child = spawn('bash', ['-c', TIMED, 'bash', file, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (data: Buffer) => (output[stream] += data.toString()));
  }
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const [, user, system] = /^cpu ([\d.]+) ([\d.]+)$/m.exec(output.stderr) ?? [];
  if (exitCode !== 0 || user === undefined) {
    throw new Error(`${file} ${args.join(' ')} ended ${exitCode ?? 'by a signal'}:\n${output.stdout}${output.stderr}`);
  }
  return { ...output, cpuMs: (Number(user) + Number(system)) * 1000 };
}
