import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../lib/cluster';
import { down, status, up } from '../../lib/local';
import { eventually } from '../support/eventually';
import { prepareCluster, startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

// A killed broker can come back after 3 s instead of 6.
const SHORT_SESSIONS = { tickTimeMs: 1000, sessionTimeoutMs: 3000 };

const states = async (local: LocalCluster) => (await status(local.cluster, local)).map(({ state }) => state);

describe("a broker with data that is not this cluster's", () => {
  let local: LocalCluster;
  let metaFile: string;
  let meta: string;
  let logFile: string;

  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
    await down(local.cluster, local);
    metaFile = join(local.folder, 'kafka/broker-1/data/meta.properties');
    meta = readFileSync(metaFile, 'utf8');
    logFile = join(local.folder, 'kafka/broker-1/broker-1.log');
  });
  afterAll(() => local.stop());

  test('is refused when they are of another cluster, and ZooKeeper stopped again', async () => {
    writeFileSync(metaFile, meta.replace(/cluster\.id=.*/, 'cluster.id=AAAAAAAAAAAAAAAAAAAAAA'));
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'OTHER_DATA', exitCode: 2 });
    expect(error.message).toMatch(/holds data of the cluster AAAAAAAAAAAAAAAAAAAAAA, but ZooKeeper's is \S+: put back/);
    expect(error.message).toContain(`(log: ${logFile})`);
    expect(await states(local)).toEqual(['down', 'down']);
  });

  test.each([
    ['another broker', 'broker.id=1', 'broker.id=5', /broker-1\/data has the data of broker 5, not 1: put back /],
    ['a KRaft cluster', 'version=0\n', 'version=1\n', /^broker-1 holds data of a cluster without ZooKeeper, and /],
  ])('is refused when they are of %s, before anything starts', async (_, text, replacement, sentence) => {
    writeFileSync(metaFile, meta.replace(text, replacement));
    const logged = readFileSync(logFile, 'utf8');
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'OTHER_DATA', exitCode: 2 });
    expect(error.message).toMatch(sentence);
    expect(readFileSync(logFile, 'utf8')).toBe(logged);
  });

  test('starts again when they are put right, with nothing lost', async () => {
    writeFileSync(metaFile, meta);
    expect(meta).toContain(`cluster.id=${(await local.up()).clusterId}\n`);
  });
});

describe('a broker that ends while it starts', () => {
  // What defineCluster accepts starts: these are clusters that no description has.
  const failure = async (config: Cluster['config']) => {
    const local = await prepareCluster({ brokers: 1 }, (cluster) => ({
      ...cluster,
      config: { ...cluster.config, ...config },
    }));
    try {
      const error = await rejection(local.up());
      expect(await states(local)).toEqual(['down', 'down']);
      return error;
    } finally {
      await local.stop();
    }
  };

  test('for want of memory is explained', async () => {
    const error = await failure({ 'log.cleaner.dedupe.buffer.size': '134217728' });
    expect(error).toMatchObject({ code: 'OUT_OF_MEMORY', exitCode: 2 });
    expect(error.message).toMatch(
      /^broker-1 did not start: it ran out of memory \(Java heap space\): give it more in cluster\.ts, such as resources:/,
    );
  });

  test('for an unknown reason is quoted, with exit code 1', async () => {
    const error = await failure({ 'metric.reporters': 'no.such.Reporter' });
    expect(error).toMatchObject({ code: 'START_FAILED', exitCode: 1 });
    expect(error.message).toMatch(/^broker-1 ended with exit code 1 while starting: .*no\.such\.Reporter \(log: /);
  });
});

describe('up that is aborted', () => {
  test('stops what it started and nothing else, rejects with the reason, and can be called again', async () => {
    const local = await startCluster({ zookeeper: SHORT_SESSIONS });
    try {
      await local.kill('broker', 3, 'SIGTERM');
      const stop = new AbortController();
      const reason = new Error('stopped by SIGINT');
      const starting = up(local.cluster, { folder: local.folder, signal: stop.signal });
      await eventually('broker-3 is starting', async () => (await states(local))[3] === 'starting');
      stop.abort(reason);
      expect(await rejection(starting)).toBe(reason);
      expect(await states(local)).toEqual(['up', 'up', 'up', 'down']);
      await local.up();
      expect(await states(local)).toEqual(['up', 'up', 'up', 'up']);
    } finally {
      await local.stop();
    }
  });
});

describe('up beside a server that does not answer', () => {
  test('leaves running what it started, says so, and goes on once that answers', async () => {
    const local = await startCluster({ zookeeper: SHORT_SESSIONS });
    try {
      await local.kill('broker', 3, 'SIGTERM');
      await local.kill('broker', 2, 'SIGSTOP');
      const told: string[] = [];
      const report = ({ step }: { step: string }) => told.push(step);
      const error = await rejection(up(local.cluster, { folder: local.folder, deadlineMs: 20_000, report }));
      expect(error.message).toContain(`${local.bootstrap[1]} does not answer`);
      expect(told.at(-1)).toBe('left running: broker-3');
      expect(await states(local)).toEqual(['up', 'up', 'up', 'up']);
      await local.kill('broker', 2, 'SIGCONT');
      const { servers } = await local.up();
      expect(servers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('already running'));
    } finally {
      await local.stop();
    }
  });
});

describe('down', () => {
  test('kills a server that does not end on SIGTERM within the grace time, and says so', async () => {
    const local = await startCluster({ brokers: 1, zookeeper: SHORT_SESSIONS });
    try {
      await local.kill('broker', 1, 'SIGSTOP');
      expect(await down(local.cluster, { folder: local.folder, graceMs: 2000 })).toEqual([
        { name: 'broker-1', outcome: 'killed' },
        { name: 'zookeeper-1', outcome: 'stopped' },
      ]);
      await local.up();
      expect(await states(local)).toEqual(['up', 'up']);
    } finally {
      await local.stop();
    }
  });
});
