import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clientListener, defineCluster } from '../../lib/cluster';
import { down, status, up } from '../../lib/local';
import { eventually } from '../support/eventually';
import { runProgram } from '../support/run';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

describe('a local cluster', () => {
  let local: LocalCluster;
  const states = async () =>
    Object.fromEntries((await status(local.cluster, local)).map(({ name, state }) => [name, state]));

  beforeAll(async () => {
    local = await startCluster({ zookeeper: { tickTimeMs: 1000, sessionTimeoutMs: 3000 } });
  });
  afterAll(() => local.stop());

  test('runs ZooKeeper and each broker as a process of its own', async () => {
    const servers = await status(local.cluster, local);
    expect(servers.map(({ name, state }) => [name, state])).toEqual([
      ['zookeeper-1', 'up'],
      ['broker-1', 'up'],
      ['broker-2', 'up'],
      ['broker-3', 'up'],
    ]);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(4);
  });

  test('is left alone by a second up', async () => {
    const before = await status(local.cluster, local);
    const { servers } = await local.up();
    expect(servers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('already running'));
    expect(servers.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid));
  });

  test.each([['broker', 2] as const, ['broker', 1] as const])(
    'starts just the killed %s-%i again',
    async (role, id) => {
      const before = new Map((await status(local.cluster, local)).map(({ name, pid }) => [name, pid]));
      await local.kill(role, id, 'SIGKILL');
      expect(await states()).toMatchObject({ [`${role}-${id}`]: 'down' });
      const { servers } = await local.up();
      expect(servers.filter(({ outcome }) => outcome === 'started').map(({ name }) => name)).toEqual([`${role}-${id}`]);
      expect(servers.filter(({ name, pid }) => before.get(name) !== pid).map(({ name }) => name)).toEqual([
        `${role}-${id}`,
      ]);
    },
  );

  test('starts a killed ZooKeeper again, and its brokers go on', async () => {
    await local.kill('zookeeper', 1, 'SIGKILL');
    const { servers } = await local.up();
    expect(servers.filter(({ outcome }) => outcome === 'started').map(({ name }) => name)).toEqual(['zookeeper-1']);
  });

  test('comes back after ZooKeeper was killed and the brokers then stopped, which could not sign off', async () => {
    await local.kill('zookeeper', 1, 'SIGKILL');
    await down(local.cluster, local);
    await local.up();
    expect(Object.values(await states())).toEqual(Array(4).fill('up'));
  });

  test('comes back after all of it was killed at once', async () => {
    for (const { role, id } of await status(local.cluster, local)) await local.kill(role, id, 'SIGKILL');
    const { servers } = await local.up();
    expect(servers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('started'));
  });

  test('is told at once to be started again where a server ends that was being stopped', async () => {
    const pidOf = async (id: number) =>
      (await status(local.cluster, local)).find((server) => server.role === 'broker' && server.id === id)?.pid;
    const stopping = (await pidOf(2))!;
    process.kill(stopping, 'SIGSTOP');
    process.kill(stopping, 'SIGTERM');
    await local.kill('broker', 3, 'SIGKILL');
    const failure = rejection(local.up());
    await eventually('up starts the other one', async () => (await pidOf(3)) !== undefined);
    process.kill(stopping, 'SIGCONT');
    expect(await failure).toMatchObject({
      code: 'BUSY',
      message: 'broker-2 ran, but has ended meanwhile: npm run up again',
    });
    await local.up();
  });

  test('says which servers run with other properties than the description now gives', async () => {
    const changed = defineCluster({ ...local.cluster.description, config: { 'num.io.threads': 3 } });
    const { servers } = await up(changed, local);
    expect(servers.map(({ name, outdated }) => [name, outdated])).toEqual([
      ['zookeeper-1', false],
      ['broker-1', true],
      ['broker-2', true],
      ['broker-3', true],
    ]);
  });

  test('is not waited for at ports that are described anew: up says so at once, and what runs goes on', async () => {
    const { hostPorts } = local.cluster.description;
    const brokers = hostPorts!.brokers! + 4;
    const moved = defineCluster({ ...local.cluster.description, hostPorts: { ...hostPorts, brokers } });
    const error = await rejection(up(moved, local));
    expect(error).toMatchObject({ code: 'OTHER_PORTS', exitCode: 2 });
    expect(error.message).toMatch(
      new RegExp(
        `^broker-1 runs on port ${brokers - 4}, but ${brokers} is described; .*: npm run down first, or --name`,
      ),
    );
    expect(Object.values(await states())).toEqual(Array(4).fill('up'));
  });

  test('is not said to be started by up, where up refuses these ports: status says so in the same words', async () => {
    await local.kill('broker', 2, 'SIGTERM');
    // On the ports of cluster.ts, which are others.
    const verb = (name: string) =>
      runProgram(`lib/cli/${name}.ts`, ['--folder', local.folder], { env: { KAFKA_ON: 'local' } });
    const { stdout } = await verb('status');
    const [, refusal] = /^npm run up .* would be refused: (.*)$/m.exec(stdout) ?? [];
    expect(refusal).toMatch(/^zookeeper-1 runs on port \d+, but 2181 is described; /);
    expect(await verb('up')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(refusal!) as string });
    await local.up();
  });

  test('tells who has the ports when another cluster wants them', async () => {
    const other = defineCluster({ ...local.cluster.description, name: 'other' });
    const error = await rejection(up(other, local));
    const [, first] = await status(local.cluster, local);
    expect(error).toMatchObject({ code: 'PORT_TAKEN', exitCode: 2 });
    expect(error.message).toContain(
      `port ${clientListener(other.brokers[0]!).local.port} of broker-1 is taken by ${local.folder}/kafka/broker-1 (process ${first!.pid!})`,
    );
    expect(error.message).toContain(
      `: that is cluster kafka of the same folder: stop it (npm run down -- --on local --name kafka --folder ${local.folder}), or choose other ports`,
    );
  });

  test('keeps its data and its cluster id through down and up', async () => {
    const { clusterId } = await local.up();
    const stopped = await down(local.cluster, local);
    expect(stopped.map(({ outcome }) => outcome)).toEqual(Array(4).fill('stopped'));
    expect(Object.values(await states())).toEqual(Array(4).fill('down'));
    expect((await local.up()).clusterId).toBe(clusterId);
  });

  test('is stopped wholly, brokers that the description no longer has included', async () => {
    const smaller = defineCluster({ ...local.cluster.description, brokers: 1 });
    await local.up();
    expect((await down(smaller, local)).map(({ name }) => name)).toEqual([
      'broker-1',
      'broker-2',
      'broker-3',
      'zookeeper-1',
    ]);
  });

  test('leaves nothing after down with its data deleted', async () => {
    await down(local.cluster, { ...local, deleteData: true });
    expect(existsSync(join(local.folder, 'kafka'))).toBe(false);
    expect(await down(local.cluster, local)).toEqual([]);
  });
});
