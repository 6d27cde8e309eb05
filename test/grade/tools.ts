import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kafka-streaming', 'graders');
mkdirSync(cache, { recursive: true });

/** Thrown when a grader cannot be had here: without Go or Python, or without a network on the first run. */
export class UnavailableError extends Error {}

/** Path of a Go program in the cache, installed when it is missing. */
export function goTool(module: string, version: string): string {
  const folder = join(cache, `${module.replaceAll('/', '_')}@${version}`);
  const program = join(folder, module.split('/').at(-1)!);
  if (!existsSync(program)) install('go', ['install', `${module}@${version}`], { GOBIN: folder });
  return program;
}

/** Path of a Go program of this repository, built anew: Go itself knows what has not changed. */
export function ownGoTool(folder: string): string {
  const program = join(cache, basename(folder));
  run('go', ['build', '-C', folder, '-o', program, '.']);
  return program;
}

/** Path of a Python program in a virtual environment of its own in the cache. */
export function pythonTool(name: string, version: string): string {
  const folder = join(cache, `${name}@${version}`);
  const program = join(folder, 'bin', name);
  if (!existsSync(program)) {
    install('python3', ['-m', 'venv', folder]);
    install(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
  }
  return program;
}

function install(...call: Parameters<typeof run>): void {
  console.log(`installing: ${call[0]} ${call[1].join(' ')}`);
  run(...call);
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const { status, stderr, error } = spawnSync(command, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status === 0) return;
  throw new UnavailableError(error?.message ?? stderr.trim().split('\n').at(-1));
}
