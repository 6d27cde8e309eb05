import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { command } from '../package';
import { runProgram, unexpectedWord, UsageError, type Run } from '../cli-kit';
import { clusterNameOf, projectFiles } from './init/project-files';

const settings = {};

function main({ positionals, note }: Run<typeof settings>): Promise<number> {
  const [word = '.', ...others] = positionals;
  if (others.length > 0) throw new UsageError(others.map((other) => unexpectedWord(other, 'init')));
  const folder = resolve(word);
  const files = projectFiles(clusterNameOf(basename(folder)), folder);
  requireNone(folder, [...files.keys()]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // Never over what has come meanwhile.
    writeFileSync(join(folder, path), text, { flag: 'wx' });
    note(`wrote ${join(word, path)}`);
  }
  const there = relative(process.cwd(), folder);
  note(
    `next: ${there === '' ? '' : `cd ${/\s/.test(there) ? `"${there}"` : there} && `}npm install && ${command('start')}`,
  );
  return Promise.resolve(0);
}

/** @throws {UsageError} naming all that would be overwritten */
function requireNone(folder: string, paths: readonly string[]): void {
  const there = paths.filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return;
  throw new UsageError([
    `${folder} has ${there.join(', ')} already, and init overwrites nothing: choose another folder, or move ${there.length === 1 ? 'it' : 'them'} away`,
  ]);
}

void runProgram({
  verb: 'init',
  operands: '[FOLDER]',
  summary:
    'Writes a new project into a folder, by default this one: a cluster of that name, its manifests, jobs of its own.',
  examples: ['my-kafka'],
  settings,
  main,
});
