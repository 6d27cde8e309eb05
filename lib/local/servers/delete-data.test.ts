import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteData } from './delete-data';
import { serverFolder } from './server-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'delete-data-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = (...names: readonly string[]): string => {
  const path = join(folder, ...names);
  mkdirSync(path, { recursive: true });
  return path;
};

test.each([
  ['the data of a server are', ['broker-1', 'data'], ['test-0']],
  ['the folder of a server is', ['broker-1'], ['data', 'test-0']],
])(
  'deletes messages where %s a link to another disk, and leaves that disk and what is beside',
  async (_, link, held) => {
    const disk = made('disk');
    writeFileSync(join(made('disk', ...held), '0.log'), 'x'.repeat(1000));
    made('cluster', ...link.slice(0, -1));
    symlinkSync(disk, join(folder, 'cluster', ...link));
    writeFileSync(join(folder, 'cluster', 'notes.txt'), '');
    const path = join(folder, 'cluster', 'broker-1');
    const server = serverFolder(join(folder, 'cluster'), 'broker', 1);
    const { left } = await deleteData(join(folder, 'cluster'), [server]);
    expect(left).toEqual([join(folder, 'cluster', 'notes.txt')]);
    expect(readdirSync(disk)).toEqual([]);
    expect(existsSync(path)).toBe(false);
  },
);
