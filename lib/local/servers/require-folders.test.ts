import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requireFolders } from './require-folders';
import { serverFolder } from './server-folder';

describe('folders of servers that are to be started', () => {
  let folder: string;
  const servers = () => [1, 2].map((id) => serverFolder(folder, 'broker', id));
  const data = (): string => servers()[1]!.data;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'folders-'));
    mkdirSync(dirname(data()), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('may be missing, and may be links to folders', () => {
    expect(() => requireFolders(servers())).not.toThrow();
    symlinkSync(folder, data());
    expect(() => requireFolders(servers())).not.toThrow();
  });

  test('are refused where a link leads to a disk that is not mounted', () => {
    const disk = join(folder, 'disk');
    symlinkSync(disk, data());
    expect(() => requireFolders(servers())).toThrow(
      `${data()} leads to ${disk}, which is not there: mount or make that`,
    );
  });

  test('are refused where a file is in their place', () => {
    writeFileSync(data(), '');
    expect(() => requireFolders(servers())).toThrow(`${data()} is no folder: move it away`);
  });
});
