import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clientListener, zooKeeperOf } from '../../lib/cluster';
import { connect, createTopic } from '../../lib/kafka';
import { down, localTarget, status } from '../../lib/local';
import { isPortFree } from '../../lib/local/ports';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { eventually } from '../support/eventually';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(120_000);

describe('servers whose folder was deleted while they run', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
    rmSync(join(local.folder, local.cluster.name), { recursive: true });
    // ZooKeeper goes on for hours.
    await eventually('the broker has noticed', () => isPortFree(clientListener(local.cluster.brokers[0]!).local.port));
  });
  afterAll(() => local.stop());

  // Whatever cluster.ts describes.
  const flagsOf = (name: string) => (name === 'clusters' ? [] : ['--name', local.cluster.name]);
  const verb = (name: string) =>
    runProgram(`lib/cli/${name}.ts`, [...flagsOf(name), '--folder', local.folder], { env: { KAFKA_ON: 'local' } });

  test('are shown, keep the cluster from being founded anew, and are stopped', async () => {
    const fault = expect.stringMatching(/^zookeeper-1: runs, though its folder was deleted/m) as unknown;
    expect(await verb('status')).toMatchObject({ exitCode: 3, stdout: fault });
    expect(await verb('clusters')).toMatchObject({
      stdout: expect.stringMatching(/^kafka +local +partly/m) as unknown,
    });
    const refused = expect.stringMatching(
      /^zookeeper-1 \(process \d+\) still runs, .*: npm run down -- --name kafka --folder \S+ stops what is left, then npm run up -- --name kafka --folder /m,
    ) as unknown;
    expect(await verb('up')).toMatchObject({ exitCode: 2, stderr: refused });
    expect(await verb('down')).toMatchObject({ stderr: expect.stringContaining('zookeeper-1 stopped') as unknown });
    expect(await isPortFree(zooKeeperOf(local.cluster).servers[0]!.localClientPort)).toBe(true);
    expect(await verb('down')).toMatchObject({ stderr: expect.stringContaining('nothing to stop') as unknown });
    expect(existsSync(join(local.folder, local.cluster.name))).toBe(false);
  });
});

describe('servers whose folder was moved while they run', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
  });
  afterAll(() => local.stop());
  const isStopped = () => isPortFree(zooKeeperOf(local.cluster).servers[0]!.localClientPort);

  test.each(['kafka2', "other's place/kafka"])(
    'are stopped by the command that up names, after a move to %s',
    async (to) => {
      const [from, moved] = [join(local.folder, 'kafka'), join(local.folder, to)];
      await local.up();
      mkdirSync(dirname(moved), { recursive: true });
      renameSync(from, moved);
      try {
        const error = await rejection(local.up());
        expect(error).toMatchObject({ code: 'PORT_TAKEN', exitCode: 2 });
        expect(error.message).toContain(` of zookeeper-1 is taken by ${moved}/zookeeper-1 (process `);
        const [, advice] = /stop it \((npm run down [^)]*)\), or choose other ports/.exec(error.message) ?? [];
        execFileSync('sh', ['-c', advice!], { stdio: 'ignore' });
        expect(await isStopped()).toBe(true);
      } finally {
        renameSync(moved, from);
      }
    },
  );

  test('with all of their cluster, are told at the new place, until they are started anew there', async () => {
    await local.up();
    const folder = join(local.folder, 'elsewhere');
    mkdirSync(folder);
    renameSync(join(local.folder, 'kafka'), join(folder, 'kafka'));
    const target = localTarget(local.cluster, { folder });
    const faults = async () => (await status(local.cluster, { folder })).map(({ fault }) => fault);
    try {
      const moved = `was moved from ${local.folder}/kafka/zookeeper-1 while it runs, and can make no files there: npm run restart -- zookeeper-1`;
      expect(await faults()).toContain(moved);
      const ended = /^ended: \S+kafka\/broker-1\/data was moved or deleted while it ran, /;
      await eventually(
        'the broker has ended',
        async () => (await faults()).some((fault) => ended.test(fault ?? '')),
        60_000,
      );
      const told: string[] = [];
      const { signal } = new AbortController();
      const report = ({ step }: { step: string }) => void told.push(step);
      await target.up({ report, signal });
      expect(told.join()).toMatch(/zookeeper-1 was moved from /);
      await target.restart('zookeeper-1', { report, signal, deadlineMs: 100_000 });
      expect((await faults())[0]).toBeUndefined();
    } finally {
      await down(local.cluster, { folder });
      renameSync(join(folder, 'kafka'), join(local.folder, 'kafka'));
    }
  });

  test('one by one, are told and stopped with their cluster', async () => {
    await local.up();
    const path = join(local.folder, 'kafka/zookeeper-1');
    renameSync(path, `${path}.away`);
    const error = await rejection(local.up());
    const stopped = await down(local.cluster, local);
    renameSync(`${path}.away`, path);
    expect(error).toMatchObject({ code: 'BUSY', exitCode: 2 });
    expect(error.message).toMatch(
      /^zookeeper-1 \(process \d+\) still runs, though its folder was deleted or moved: npm run down/,
    );
    expect(stopped.map(({ name }) => name)).toEqual(['broker-1', 'zookeeper-1']);
    expect(await isStopped()).toBe(true);
  });
});

describe('a folder that is a link', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
  });
  afterAll(() => local.stop());

  test('to the one of another cluster is neither stopped nor deleted by its own name', async () => {
    symlinkSync(join(local.folder, 'kafka'), join(local.folder, 'linked'));
    for (const deleteData of [false, true]) {
      const error = await rejection(down({ name: 'linked' }, { folder: local.folder, deleteData }));
      expect(error).toMatchObject({ code: 'OTHER_DATA', exitCode: 2 });
      expect(error.message).toMatch(/linked is a link to .*kafka, where cluster kafka lives: name that one/);
    }
    rmSync(join(local.folder, 'linked'));
    expect((await status(local.cluster, local)).map(({ state }) => state)).toEqual(['up', 'up']);
  });

  test('to another disk is the folder of its cluster', async () => {
    await down(local.cluster, local);
    renameSync(join(local.folder, 'kafka'), join(local.folder, 'elsewhere'));
    symlinkSync('elsewhere', join(local.folder, 'kafka'));
    await local.up();
    const { stdout } = await runProgram('lib/cli/clusters.ts', ['--folder', local.folder]);
    expect(stdout).toMatch(/^kafka +local +running +1\/1 /m);
    const told: string[] = [];
    const report = ({ step }: { step: string }) => told.push(step);
    await down(local.cluster, { folder: local.folder, deleteData: true, report });
    expect(told.at(-1)).toBe(`delete the data in ${join(local.folder, 'elsewhere')}`);
  });
});

describe('a pid file that was edited', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
  });
  afterAll(() => local.stop());

  test('is named as what hides a server that runs, and down stops it all the same', async () => {
    const pidFile = join(local.folder, 'kafka/broker-1/pid');
    writeFileSync(pidFile, 'broken');
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'BUSY', exitCode: 2 });
    expect(error.message).toMatch(
      /^broker-1 \(process \d+\) still runs, though its pid file does not say so \(it was edited, or is a copy\): /,
    );
    const { stdout } = await runProgram('lib/cli/status.ts', ['--folder', local.folder]);
    expect(stdout).toMatch(/^broker-1: runs, though its pid file does not say so/m);
    const stopped = await down(local.cluster, local);
    expect(stopped.map(({ name }) => name)).toEqual(['broker-1', 'zookeeper-1']);
  });
});

const namespaces = ['--pid', '--fork', '--mount-proc'];
const canUnshare = spawnSync('unshare', [...namespaces, 'true']).status === 0;

(canUnshare ? describe : describe.skip)('servers of another container, that has the same folder', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
    const client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name: 'test', partitions: 1, replicationFactor: 1 });
    await client.close();
    await eventually('the broker has noted how far it is', () =>
      existsSync(join(local.folder, 'kafka/broker-1/data/replication-offset-checkpoint')),
    );
  });
  afterAll(() => local.stop());

  test.each(['down --delete-data', 'down', 'up'])('are neither stopped, deleted nor doubled: %s %s', (line) => {
    const [verb, ...words] = line.split(' ');
    const program = [process.execPath, '-r', './register.js', `lib/cli/${verb}.ts`];
    const { hostPorts } = local.cluster.description;
    const ports = ['--broker-port', `${hostPorts!.brokers}`, '--zookeeper-port', `${hostPorts!.zookeeper}`];
    const flags = ['--name', 'kafka', '--folder', local.folder, '--on', 'local', ...(verb === 'up' ? ports : [])];
    const { status, stderr } = spawnSync('unshare', [...namespaces, ...program, ...words, ...flags], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^broker-1 was started in another container, from which it writes to \S+: stop it there$/m,
      ) as string,
    });
    expect(existsSync(join(local.folder, 'kafka/broker-1/data/meta.properties'))).toBe(true);
  });

  test('are done with once they write no more', async () => {
    await local.kill('broker', 1, 'SIGKILL');
    await local.kill('zookeeper', 1, 'SIGKILL');
    const pidFile = join(local.folder, 'kafka/broker-1/pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/pid:\[\d+\]/, 'pid:[1]'));
    await local.up();
  });
});
