import { join } from 'node:path';
import { run } from './run';
import { temporaryFolder } from './temporary-folder';

const DEADLINE_MS = 300_000;

/** A package of npm in a folder of its own, that ends with this process: who only uses the checkout need not have it. */
export async function installedByNpm(name: string, version: string): Promise<string> {
  const folder = await temporaryFolder('kafka-client-');
  const flags = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--loglevel=error'];
  await succeed('npm', ['install', '--prefix', folder, ...flags, `${name}@${version}`]);
  return folder;
}

/** The Python that has a package of PyPI: in an environment of its own, that ends with this process. */
export async function pythonWith(name: string, version: string): Promise<string> {
  const folder = await temporaryFolder('kafka-client-');
  const python = join(folder, 'bin/python');
  await succeed('python3', ['-m', 'venv', folder]);
  await succeed(python, ['-m', 'pip', 'install', '--quiet', `${name}==${version}`]);
  return python;
}

async function succeed(file: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await run(file, args, { deadlineMs: DEADLINE_MS });
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr}`);
}
