import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteData } from './delete-data';
import { noteOwner, otherOwner } from './owner';
import { serverFolder } from './server-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'delete-data-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = (...names: readonly string[]): string => {
  const path = join(folder, ...names);
  mkdirSync(path, { recursive: true });
  return path;
};

const LINKS = [
  ['the data of a server are', ['broker-1', 'data'], ['test-0']],
  ['the folder of a server is', ['broker-1'], ['data', 'test-0']],
] as const;

test.each(LINKS)(
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

test.each(LINKS)(
  'leaves messages that are a copied cluster’s own, where %s a link that was copied',
  async (_, link, held) => {
    const disk = made('disk');
    made('disk', ...held);
    for (const cluster of ['original', 'copy']) {
      made(cluster, ...link.slice(0, -1));
      symlinkSync(disk, join(folder, cluster, ...link));
    }
    noteOwner(serverFolder(join(folder, 'original'), 'broker', 1));
    const copied = serverFolder(join(folder, 'copy'), 'broker', 1);
    expect(otherOwner(copied)).toBe(join(folder, 'original'));
    const { left } = await deleteData(join(folder, 'copy'), [copied]);
    expect(left).toEqual([join(disk, ...held.slice(0, -1))]);
    expect(existsSync(join(disk, ...held))).toBe(true);
    expect(existsSync(copied.path)).toBe(false);
  },
);

test('data that nobody noted the owner of are those of a cluster beside that leads there too', () => {
  const disk = made('disk');
  for (const cluster of ['original', 'copy']) symlinkSync(disk, join(made(cluster, 'broker-1'), 'data'));
  const [original, copied] = ['original', 'copy'].map((name) => serverFolder(join(folder, name), 'broker', 1));
  expect(otherOwner(copied!)).toBe(join(folder, 'original'));
  rmSync(original!.path, { recursive: true });
  expect(otherOwner(copied!)).toBeUndefined();
});

test('data are of the folder that has them by a link, wherever that was moved', () => {
  symlinkSync(made('disk'), join(made('before', 'broker-1'), 'data'));
  noteOwner(serverFolder(join(folder, 'before'), 'broker', 1));
  renameSync(join(folder, 'before'), join(folder, 'after'));
  expect(otherOwner(serverFolder(join(folder, 'after'), 'broker', 1))).toBeUndefined();
});
