import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireOwnData } from './require-own-data';
import { serverFolder } from './server-folder';

describe('data in the folders of servers', () => {
  let folder: string;
  const servers = () => [1, 2, 3].map((id) => serverFolder(folder, 'broker', id));
  const write = (id: number, text: string): void => {
    const { data } = servers()[id - 1]!;
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'meta.properties'), text);
  };
  const ofBroker = (id: number): string => `#\nversion=0\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nbroker.id=${id}\n`;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'own-data-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('may be none, be their own, or say nothing', () => {
    write(1, ofBroker(1));
    write(2, '');
    expect(() => requireOwnData(servers())).not.toThrow();
    write(2, 'version=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=2\n');
    expect(() => requireOwnData(servers())).not.toThrow();
  });

  test('are refused where two were swapped, both at once', () => {
    write(1, ofBroker(2));
    write(2, ofBroker(1));
    write(3, ofBroker(3));
    const told = servers().flatMap(({ data }, index) => {
      const other = [2, 1][index];
      return other === undefined ? [] : [`${data} has the data of broker ${other}, not ${index + 1}`];
    });
    for (const fault of told) expect(() => requireOwnData(servers())).toThrow(fault);
  });

  test('are refused of another Kafka, and where nobody can read whose they are', () => {
    write(1, ofBroker(1).replace('version=0', 'version=7'));
    expect(() => requireOwnData(servers())).toThrow(
      /broker-1\/data has data of version 7, which is of another Kafka: /,
    );
    mkdirSync(join(servers()[1]!.data, 'meta.properties'), { recursive: true });
    expect(() => requireOwnData(servers())).toThrow(/broker-2\/data\/meta\.properties cannot be read \(EISDIR\)/);
  });
});
