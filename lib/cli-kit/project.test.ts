import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../package';
import { project, projectOf } from './project';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
const below = join(folder, 'lib/deep');
mkdirSync(below, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string) => writeFileSync(join(folder, name), '');
const remove = (name: string) => rmSync(join(folder, name));

test('without a description, a folder is a project that still has none', () => {
  expect(projectOf(below)).toEqual({
    root: below,
    description: join(below, 'cluster.ts'),
    localFolder: join(below, '.local'),
    kindFolder: join(below, 'build/kind'),
  });
});

test.each(['cluster.ts', 'cluster.js', 'cluster.mjs', 'cluster.cjs'])('%s is found from folders below it', (name) => {
  put(name);
  expect(projectOf(below)).toEqual({
    root: folder,
    description: join(folder, name),
    localFolder: join(folder, '.local'),
    kindFolder: join(folder, 'build/kind'),
  });
  remove(name);
});

test('the nearest description is taken, and of two in a folder the TypeScript', () => {
  for (const name of ['cluster.js', 'cluster.ts', 'lib/cluster.cjs']) put(name);
  expect(projectOf(folder).description).toBe(join(folder, 'cluster.ts'));
  expect(projectOf(below).description).toBe(join(folder, 'lib/cluster.cjs'));
  for (const name of ['cluster.js', 'cluster.ts', 'lib/cluster.cjs']) remove(name);
});

test('a checkout is its own project, wherever it is used from', () => {
  expect(project).toMatchObject({ root: packageRoot, description: join(packageRoot, 'cluster.ts') });
});
