import { join } from 'node:path';
import { alterBrokerConfig, alterTopicConfig, connect, type Client } from '../../lib/kafka';
import { status } from '../../lib/local';
import { restart } from '../../lib/local/restart';
import { eventually } from '../support/eventually';
import { job, topicNamed } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(240_000);

/** What a broker misses during its restart takes seconds to copy at this rate, as gigabytes do otherwise. */
const BYTES_PER_SECOND = 200_000;

let local: LocalCluster;
let client: Client;
beforeAll(async () => {
  local = await startCluster();
  client = await connect({ brokers: local.bootstrap, clientId: 'test' });
}, 120_000);
afterAll(async () => {
  await client.close();
  await local.stop();
}, 60_000);

const place = () => {
  const { brokers, zookeeper } = local.cluster.description.hostPorts!;
  return ['--folder', local.folder, '--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
};
const verb = (name: string, ...args: string[]) =>
  runProgram(`lib/cli/${name}.ts`, [...args, ...place()], { env: { KAFKA_ON: 'local' }, deadlineMs: 180_000 });

async function slowlyReplicated(name: string): Promise<string> {
  const topic = await topicNamed(local, name);
  const rates = Object.fromEntries(
    ['leader', 'follower'].map((end) => [`${end}.replication.throttled.rate`, BYTES_PER_SECOND]),
  );
  await Promise.all([1, 2, 3].map((broker) => alterBrokerConfig(client, broker, { set: rates })));
  const all = { 'leader.replication.throttled.replicas': '*', 'follower.replication.throttled.replicas': '*' };
  await alterTopicConfig(client, topic, { set: all });
  return topic;
}

/** Looks again and again, during some work, at how many replicas are in sync. @returns the fewest of any partition */
async function fewestInSync(topic: string, work: Promise<unknown>): Promise<number> {
  let fewest = Infinity;
  const ended = work.then(() => true);
  for (let isOver = false; !isOver;) {
    const { topics } = await client.fetchMetadata([topic]);
    for (const { inSync } of topics.get(topic)?.partitions ?? []) fewest = Math.min(fewest, inSync.length);
    isOver = await Promise.race([ended, new Promise<false>((resolve) => setTimeout(resolve, 50, false))]);
  }
  return fewest;
}

/** Produces while something is done, and audits each message. */
async function producedDuring(topic: string, work: () => Promise<unknown>): Promise<number> {
  const journal = join(local.folder, `${topic}.ndjson`);
  const load = ['-t', topic, '--rate', '200', '--size', '500', '--duration', '170s', '--journal', journal];
  const producing = runProgram('lib/cli/produce.ts', ['-b', local.bootstrap.join(), ...load], { deadlineMs: 200_000 });
  await eventually(
    'messages arrive',
    async () => (await job(local, 'consume', ['-t', topic, '-n', '1'])).stdout !== '',
  );
  const fewest = await fewestInSync(topic, work());
  producing.kill('SIGINT');
  expect((await producing).stderr).not.toMatch(/ [1-9]\d* failed| [1-9]\d* unknown/);
  const audit = await job(local, 'audit', ['-t', topic, '-j', journal]);
  expect({ exitCode: audit.exitCode, stdout: audit.exitCode === 0 ? '' : audit.stdout }).toEqual({
    exitCode: 0,
    stdout: '',
  });
  return fewest;
}

test('roll replaces all processes, and no partition is below min.insync.replicas meanwhile', async () => {
  const before = (await status(local.cluster, local)).map(({ pid }) => pid);
  const topic = await slowlyReplicated('rolled');
  const fewest = await producedDuring(topic, async () => {
    const rolled = await verb('roll');
    expect({ exitCode: rolled.exitCode, stderr: rolled.exitCode === 0 ? '' : rolled.stderr }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    const turns = [...rolled.stderr.matchAll(/^✓ stop (\S+)/gm)].map(([, name]) => name);
    expect([...turns].sort()).toEqual(['broker-1', 'broker-2', 'broker-3', 'zookeeper-1']);
    expect(turns.at(-1)).toBe('zookeeper-1');
  });
  const after = (await status(local.cluster, local)).map(({ pid }) => pid);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  expect(fewest).toBe(2);
});

test('roll that is stopped says which servers are left, and how it goes on', async () => {
  const before = await status(local.cluster, local);
  const rolling = runProgram('lib/cli/roll.ts', place(), {
    env: { KAFKA_ON: 'local' },
    deadlineMs: 180_000,
    onStderr: (text) => {
      if (/^✓ stop /m.test(text)) rolling.kill('SIGINT');
    },
  });
  const { exitCode, stderr } = await rolling;
  const [, stopped] = /^✓ stop (\S+)/m.exec(stderr)!;
  const left = before.map(({ name }) => name).filter((name) => name !== stopped);
  const begun = `the restart of ${stopped} had begun: npm run up -- .* starts it where it does not run`;
  expect(stderr).toMatch(
    new RegExp(`^${begun}; ${left.join(', ')} left as they were: npm run restart -- ${left.join(' ')} .*goes on$`, 'm'),
  );
  expect(exitCode).toBe(130);
  expect(await verb('up')).toMatchObject({ exitCode: 0 });
  await eventually('all is in sync', async () => (await verb('status')).stdout.includes(': healthy'));
  expect(await verb('restart', ...left)).toMatchObject({ exitCode: 0 });
  const pids = before.map(({ pid }) => pid);
  expect((await status(local.cluster, local)).filter(({ pid }) => pids.includes(pid))).toEqual([]);
});

test('restarts that do not wait for replicas leave a partition with one, under the same load', async () => {
  const topic = await slowlyReplicated('hurried');
  const fewest = await producedDuring(topic, async () => {
    for (const name of ['broker-1', 'broker-2', 'broker-3'])
      await restart(local.cluster, name, { folder: local.folder });
  });
  expect(fewest).toBe(1);
});

test('roll takes no server: restart does', async () => {
  expect(await verb('roll', 'broker-1')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('broker-1') as string,
  });
});
