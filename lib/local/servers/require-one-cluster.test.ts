import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireOneCluster } from './require-one-cluster';
import { serverFolder } from './server-folder';

describe('data of several servers', () => {
  let folder: string;
  const servers = () => [1, 2, 3].map((id) => serverFolder(folder, 'broker', id));
  const write = (id: number, clusterId: string, version: number): void => {
    const { data } = servers()[id - 1]!;
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'meta.properties'), `version=${version}\ncluster.id=${clusterId}\n`);
  };
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'one-cluster-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ['zookeeper', 0],
    ['kraft', 1],
  ] as const)('are of one cluster with %s', (mode, version) => {
    for (const id of [1, 3]) write(id, 'one', version);
    expect(() => requireOneCluster(servers(), mode)).not.toThrow();
    write(2, 'two', version);
    expect(() => requireOneCluster(servers(), mode)).toThrow(
      /^the servers hold data of 2 clusters \(broker-1, broker-3 of one; broker-2 of two\)/,
    );
  });

  test('of a cluster with ZooKeeper are told where there is none, and the other way round', () => {
    write(1, 'one', 0);
    write(2, 'one', 1);
    expect(() => requireOneCluster(servers(), 'kraft')).toThrow(
      /^broker-1 holds data of a cluster with ZooKeeper, and this one has none/,
    );
    expect(() => requireOneCluster(servers(), 'zookeeper')).toThrow(
      /^broker-2 holds data of a cluster without ZooKeeper, and this one has one/,
    );
  });
});
