import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { defineCluster, type Cluster } from '../../lib/cluster';
import { status } from '../../lib/local';
import { eventually } from '../support/eventually';
import { job, linesOf, topicNamed } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

/** A broker ends by itself at the first of these that it cannot write. */
const SELDOM = {
  'replica.high.watermark.checkpoint.interval.ms': 600_000,
  'log.flush.offset.checkpoint.interval.ms': 600_000,
  'log.flush.start.offset.checkpoint.interval.ms': 600_000,
};

let local: LocalCluster;
let place: readonly string[];
beforeAll(async () => {
  local = await startCluster({ config: SELDOM });
  const { brokers, zookeeper } = local.cluster.description.hostPorts!;
  place = ['--folder', local.folder, '--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
}, 120_000);
afterAll(() => local.stop(), 60_000);

const env = { KAFKA_ON: 'local' };
const verb = (name: string, ...args: string[]) => runProgram(`lib/cli/${name}.ts`, [...args, ...place], { env });
const pids = async () => (await status(local.cluster, local)).map(({ pid }) => pid);

test('logs prints those of all servers with their names, or of those that are named', async () => {
  const all = linesOf((await verb('logs')).stdout);
  expect([...new Set(all.map((line) => line.split(' | ')[0]!))]).toEqual([
    'zookeeper-1',
    'broker-1   ',
    'broker-2   ',
    'broker-3   ',
  ]);
  const one = linesOf((await verb('logs', 'broker-2')).stdout);
  expect(one.some((line) => line.includes('[KafkaServer id=2] started'))).toBe(true);
  expect(linesOf((await verb('logs', 'broker-2', '-n', '3')).stdout)).toEqual(one.slice(-3));
  expect(await verb('logs', 'broker-9')).toMatchObject({
    exitCode: 2,
    stderr: 'there is no log of broker-9, but of zookeeper-1, broker-1, broker-2, broker-3\n',
  });
  expect(await verb('logs', '--previous')).toMatchObject({
    exitCode: 2,
    stderr: `there is no log of the start before of cluster ${local.cluster.name} on local\n`,
  });
});

test('status tells which servers run with other properties than are described by now', async () => {
  const changed = defineCluster({
    ...local.cluster.description,
    config: { ...SELDOM, 'message.max.bytes': 2_000_000 },
  });
  const outdated = async (cluster: Cluster) =>
    (await status(cluster, local)).filter((server) => server.outdated).map(({ name }) => name);
  expect(await outdated(local.cluster)).toEqual([]);
  expect(await outdated(changed)).toEqual(['broker-1', 'broker-2', 'broker-3']);
});

test('restart replaces the processes that are named, each when all is in sync, and logs --follow goes on with them', async () => {
  const topic = await topicNamed(local, 'kept');
  await job(local, 'produce', ['-t', topic]);
  const args = ['-r', './register.js', 'lib/cli/logs.ts', 'broker-1', '--follow', '--tail', '0', ...place];
  const follower = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let followed = '';
  follower.stdout.on('data', (data: Buffer) => (followed += data.toString()));
  const complaint = text(follower.stderr);
  const before = await pids();
  const { exitCode, stderr } = await verb('restart', 'broker-1', 'zookeeper-1');
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stderr.match(/^✓ the cluster is healthy again/gm)).toHaveLength(2);
  const after = await pids();
  expect(after.map((pid, index) => pid === before[index])).toEqual([false, false, true, true]);
  expect(linesOf((await job(local, 'consume', ['-t', topic])).stdout)).toHaveLength(30);
  await eventually('both starts are followed', () =>
    /shut down completed[^]*\[KafkaServer id=1\] started/.test(followed),
  );
  follower.kill('SIGINT');
  expect(await once(follower, 'exit')).toEqual([130, null]);
  expect(await complaint).toBe('');
  expect((await verb('logs', 'broker-1', '--previous')).stdout).toContain('shut down completed');
});

test('restart names servers, refuses what it does not know, and what does not run', async () => {
  const allowed = 'zookeeper-1, broker-1, broker-2, broker-3';
  expect(await verb('restart')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(
      `^restart needs a server: one or more of ${allowed}; npm run roll -- .* takes all of them\n$`,
    ) as string,
  });
  expect(await verb('restart', 'broker-1', 'broker-4')).toMatchObject({
    exitCode: 2,
    stderr: `there is no server broker-4: it is one of ${allowed}\n`,
  });
  expect(await verb('restart', 'broker-1', 'broker-1')).toMatchObject({
    exitCode: 2,
    stderr: 'broker-1 is named twice\n',
  });
  expect(await verb('restart', 'broker-1', '--name', 'nowhere')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^there is no cluster nowhere in /m) as string,
  });
  await local.kill('broker', 3, 'SIGTERM');
  const before = await pids();
  expect(await verb('restart', 'broker-3')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^broker-3 does not run: npm run up -- .* starts it$/m) as string,
  });
  expect(await verb('restart', 'broker-1')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(
      /^broker-1 is not restarted while broker-3 is down, .*: first npm run up -- /m,
    ) as string,
  });
  expect(await pids()).toEqual(before);
  await local.up();
});

test('restart stops nobody beside one that is frozen, which is the one to restart', async () => {
  await eventually('all are in sync', async () => (await verb('status')).stdout.includes(': healthy'));
  const before = await pids();
  await local.kill('broker', 2, 'SIGSTOP');
  const refused = await verb('restart', 'broker-1');
  expect(refused).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/while broker-2 does not answer, .*: first npm run restart -- broker-2 /) as string,
  });
  expect(await pids()).toEqual(before);
  expect(await verb('restart', 'broker-2')).toMatchObject({ exitCode: 0 });
});

test('restart does not stop a broker whose data were deleted, and which alone still has messages', async () => {
  await job(local, 'topics', ['create', 'only', '-p', '3', '-r', '1']);
  await job(local, 'produce', ['-t', 'only', '-n', '30']);
  const before = await pids();
  const data = join(local.folder, local.cluster.name, 'broker-3', 'data');
  renameSync(data, `${data}.away`);
  expect(await verb('restart', 'broker-3')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(
      /^the data of broker-3 were deleted while it runs, and it alone still has messages of /m,
    ) as string,
  });
  expect(await pids()).toEqual(before);
  expect((await verb('status')).stdout).toMatch(
    /DEGRADED: broker-3 in trouble[^]*^broker-3: its data were deleted while it runs/m,
  );
  renameSync(`${data}.away`, data);
});
