import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run';

const VERSION = '2.2.15';

let installing: Promise<string> | undefined;

/** The Python that has kafka-python: in an environment of its own, that ends with this process. */
export function kafkaPython(): Promise<string> {
  installing ??= install();
  return installing;
}

async function install(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-python-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const python = join(folder, 'bin/python');
  await succeed('python3', ['-m', 'venv', folder]);
  await succeed(python, ['-m', 'pip', 'install', '--quiet', `kafka-python==${VERSION}`]);
  return python;
}

async function succeed(file: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await run(file, args, { deadlineMs: 120_000 });
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr}`);
}
