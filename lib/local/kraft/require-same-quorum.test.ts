import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster, kraftOf, type Cluster } from '../../cluster';
import { serversOf } from '../servers/server';
import { markWithoutVote } from './node-folder';
import { requireSameQuorum } from './require-same-quorum';

const combined = defineCluster({ metadata: 'kraft' });
const { clusterId, servers: voters } = kraftOf(combined);
const separate = defineCluster({ metadata: 'kraft', controllers: 3, brokers: 1 });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quorum-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const servers = (cluster: Cluster) => serversOf(cluster, folder);

/** @param has a history, not only what formatting leaves, or that of another volume than it was founded with */
function write(cluster: Cluster, name: string, has: 'history' | 'format' | 'history of another', id = 'one'): void {
  const { data } = servers(cluster).find((server) => server.name === name)!;
  mkdirSync(join(data, '__cluster_metadata-0'), { recursive: true });
  writeFileSync(join(data, 'meta.properties'), `version=1\ncluster.id=${id}\n`);
  if (has === 'history of another') markWithoutVote({ data });
  if (has !== 'format') writeFileSync(join(data, '__cluster_metadata-0', 'quorum-state'), '{}');
}

const check = (cluster: Cluster, recorded: object = {}, started: readonly string[] = []) => {
  const all = servers(cluster);
  const found = { servers: all, missing: all, folders: all, recorded, started, putBack: [], metadataEnd: undefined };
  return () => requireSameQuorum(cluster, found);
};

test('a quorum is founded where nobody has heard of any, though some are formatted', () => {
  write(combined, 'broker-1', 'format');
  expect(check(combined)).not.toThrow();
});

test('a quorum goes on with most of its voters', () => {
  for (const name of ['broker-1', 'broker-3']) write(combined, name, 'history');
  expect(check(combined)).not.toThrow();
});

test('a quorum does not go on with fewer', () => {
  write(combined, 'broker-2', 'history');
  expect(check(combined)).toThrow(/^broker-1, broker-3 lost their data, .* missing at broker-2; 2 of 3 must have it/);
});

test('a voter that has lost its data once does not count as one that has them, but where Kafka lets it join again', () => {
  write(combined, 'broker-1', 'history');
  write(combined, 'broker-3', 'history of another');
  expect(check(combined)).toThrow(/^broker-2, broker-3 lost their data, .* missing at broker-1; 2 of 3 must have it/);
  expect(check(defineCluster({ metadata: 'kraft', kafka: '4.3.1' }))).not.toThrow();
});

test.each([1, 3] as const)('a quorum of %i is not founded anew where all that it knew is deleted', (brokers) => {
  const cluster = defineCluster({ metadata: 'kraft', brokers });
  expect(check(cluster, {}, ['broker-1'])).toThrow(
    /^broker-1 lost its data, and with it what topics there are: put it back, or delete all with /,
  );
  const { data } = servers(cluster)[0]!;
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'start.id'), 'of a start that came to nothing');
  expect(check(cluster, {}, ['broker-1'])).not.toThrow();
});

test('no quorum is founded beside a broker that has heard of one', () => {
  write(separate, 'broker-1', 'history');
  write(separate, 'controller-101', 'format');
  expect(check(separate)).toThrow(
    /^controller-101, controller-102, controller-103 lost their data, and with it what topics there are, but broker-1 has data/,
  );
});

test.each(['is gone', 'says nothing'])('a node whose meta.properties %s is not made another volume', (how) => {
  for (const id of [1, 2, 3]) write(combined, `broker-${id}`, 'history', clusterId);
  const path = join(servers(combined)[1]!.data, 'meta.properties');
  const before = readFileSync(join(servers(combined)[0]!.data, 'meta.properties'), 'utf8');
  if (how === 'is gone') rmSync(path);
  else writeFileSync(path, '');
  let told = '';
  try {
    check(combined)();
  } catch (error) {
    told = (error as Error).message;
  }
  expect(told).toMatch(
    /^\S+broker-2\/data\/meta\.properties is not there, or says nothing, .*: put it back, or write it anew/,
  );
  execFileSync('sh', ['-c', told.slice(told.indexOf('printf '))]);
  expect(check(combined)).not.toThrow();
  expect(readFileSync(path, 'utf8')).toBe(`${before}node.id=2\ndirectory.id=${voters[1]!.directoryId}\n`);
});

test('of a node that is another volume than it was founded with nobody knows which', () => {
  write(combined, 'broker-1', 'history of another');
  rmSync(join(servers(combined)[0]!.data, 'meta.properties'));
  expect(check(combined)).toThrow(
    /^\S+ is not there, or says nothing, by which the quorum knows broker-1, .*: put it back, or move \S+ away: others fill it/,
  );
});

test('voters that know each other stay on their ports; one alone may move', () => {
  const single = defineCluster({ metadata: 'kraft', brokers: 1 });
  for (const id of [1, 2, 3]) write(combined, `broker-${id}`, 'history');
  expect(check(combined, { 'hostPorts.brokers': 8091 })).toThrow(
    /^hostPorts\.brokers is 9091, but the controllers remember each other at those of 8091/,
  );
  expect(check(combined, { 'hostPorts.brokers': 9091 })).not.toThrow();
  expect(check(single, { 'hostPorts.brokers': 8091 })).not.toThrow();
});
