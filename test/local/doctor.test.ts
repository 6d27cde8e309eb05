import { statfsSync } from 'node:fs';
import { examine, examined } from '../../lib/cli/doctor/examine';
import { look } from '../../lib/cli/doctor/look';
import { defineCluster, type Cluster, type ClusterDescription } from '../../lib/cluster';
import {
  alterGroupOffsets,
  alterTopicConfig,
  connect,
  createTopic,
  deleteTopic,
  planReassignment,
  planRebalance,
  listAssignments,
  listTopics,
  reassignPartitions,
  TransactionalProducer,
  untilReassigned,
  type Client,
} from '../../lib/kafka';
import { localTarget } from '../../lib/local';
import { eventually } from '../support/eventually';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

let local: LocalCluster;
let client: Client;
beforeAll(async () => {
  local = await startCluster();
  client = await connect({ brokers: local.bootstrap, clientId: 'test' });
}, 120_000);
/** Whatever a test has done, also where it has failed. */
afterEach(async () => {
  const { servers } = await localTarget(local.cluster, { folder: local.folder }).state(new AbortController().signal);
  for (const { role, id } of servers.filter(({ state }) => state === 'silent')) await local.kill(role, id, 'SIGCONT');
  await local.up();
  for (const { name, internal } of await listTopics(client)) if (!internal) await deleteTopic(client, name);
  const moves = planRebalance(await listAssignments(client, 'all'), { brokers: [1, 2, 3] });
  await reassignPartitions(client, moves);
  await untilReassigned(client, moves);
});
afterAll(async () => {
  await client.close();
  await local.stop();
}, 60_000);

/** What is found, by check: those that find nothing are left out. */
async function found(cluster: Cluster = local.cluster): Promise<Record<string, readonly string[]>> {
  const target = localTarget(cluster, { folder: local.folder });
  const examined = await examine(target, new AbortController().signal);
  return Object.fromEntries(
    examined
      .filter(({ id, findings }) => findings.length > 0 && !(id === 'disks' && isMachineFull()))
      .map(({ id, findings }) => [
        id,
        findings.map(({ level, what, command }) => `${level}: ${what} | ${command ?? '-'}`),
      ]),
  );
}

/** Of the machine that runs the test: then it is rightly told. */
function isMachineFull(): boolean {
  const { bavail, blocks } = statfsSync(local.folder);
  return bavail / blocks < 0.15;
}

const described = (change: Omit<ClusterDescription, 'hostPorts'>) =>
  defineCluster({ ...local.cluster.description, ...change });
const healthy = () =>
  eventually(
    'nothing is found',
    async () => Object.keys(await found()).length === 0,
    30_000,
    async () => JSON.stringify(await found()),
  );
const like = (text: string) => expect.stringContaining(text) as string;

beforeEach(healthy);

function verb(name: string) {
  const { brokers, zookeeper } = local.cluster.description.hostPorts!;
  const place = ['--folder', local.folder, '--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
  return runProgram(`lib/cli/${name}.ts`, place, { env: { KAFKA_ON: 'local' } });
}

test('a healthy cluster has nothing, and the verb says so', async () => {
  const doctor = () => verb('doctor');
  const well = await doctor();
  expect(well.exitCode).toBe(0);
  expect(well.stdout).toMatch(/checks found nothing/);
  await local.kill('broker', 2, 'SIGKILL');
  const ill = await doctor();
  expect(ill.exitCode).toBe(5);
  expect(ill.stdout).toMatch(/^FAIL {2}servers +broker-2 is down\n +npm run up -- /m);
});

test('a broker that was killed, what it leaves behind its replicas, and what only it has', async () => {
  await createTopic(client, { name: 'single', partitions: 3, replicationFactor: 1 });
  await createTopic(client, { name: 'triple', partitions: 3, replicationFactor: 3 });
  await local.kill('broker', 1, 'SIGKILL');
  await eventually('its partitions are offline', async () => 'offline' in (await found()));
  expect(await verb('status')).toMatchObject({ exitCode: 5, stdout: like('partitions offline (single/') });
  expect(await found()).toEqual({
    servers: [like('failure: broker-1 is down')],
    offline: [like('failure: single/')],
    'in-sync': [like('have fewer replicas in sync than they should: broker 1 is behind or away')],
    // What would make more copies would be refused until it is started.
    copies: ['warning: one disk has all there is of single, with 3 brokers | -'],
  });
  await local.kill('broker', 2, 'SIGKILL');
  // While no broker answers, nobody tells who is in sync.
  await eventually('producers are refused', async () =>
    Boolean(
      (await found())['in-sync']?.some((text) =>
        text.startsWith('failure: triple/0, triple/1, triple/2 take no messages'),
      ),
    ),
  );
});

test('a broker that is frozen', async () => {
  await local.kill('broker', 3, 'SIGSTOP');
  await eventually('it is found', async () => 'answers' in (await found()));
  expect((await found()).answers).toEqual([like('failure: broker-3 does not answer')]);
});

test('topics that one broker less would close, or that may lose messages', async () => {
  await createTopic(client, {
    name: 'strict',
    partitions: 1,
    replicationFactor: 3,
    config: { 'min.insync.replicas': 3 },
  });
  await createTopic(client, {
    name: 'loose',
    partitions: 1,
    replicationFactor: 3,
    config: { 'unclean.leader.election.enable': true },
  });
  expect(await found()).toEqual({
    'min-in-sync': [
      'warning: topic strict wants 3 of 3 replicas in sync: the restart of any broker stops its producers; 3 brokers hold no replica more: describe more of them, or want 2, and what is acknowledged is on 2 disks for certain rather than 3 | npm run topics -- alter strict -c min.insync.replicas=2',
    ],
    unclean: [like('warning: loose may be led by a broker that is behind')],
  });
});

test('bounds that were left behind', async () => {
  await createTopic(client, { name: 'bounded', partitions: 1, replicationFactor: 3 });
  await alterTopicConfig(client, 'bounded', { set: { 'follower.replication.throttled.replicas': '*' } });
  expect(await found()).toEqual({ throttle: [like('warning: replicas of bounded are copied at a bounded rate')] });
});

test('a move to a broker that has gone, and a broker that has nothing', async () => {
  await createTopic(client, { name: 'moving', partitions: 3, replicationFactor: 1 });
  const moves = planReassignment(await listAssignments(client, 'all'), { brokers: [1, 2] });
  await reassignPartitions(client, moves);
  await untilReassigned(client, moves);
  expect((await found()).shares).toEqual([like('warning: broker-3 holds no replica | npm run topics -- rebalance')]);
  const leader = (await client.fetchMetadata(['moving'])).topics.get('moving')!.partitions[0]!.leader!;
  await local.kill('broker', 3, 'SIGSTOP');
  await reassignPartitions(client, [{ topic: 'moving', partition: 0, replicas: [leader, 3] }]);
  await eventually('it cannot end', async () => 'moves' in (await found()));
  expect((await found()).moves).toEqual([
    'failure: moving/0 cannot be moved to broker 3, which is not up | npm run topics -- reassign --cancel',
  ]);
  await reassignPartitions(client, [{ topic: 'moving', partition: 0, replicas: 'cancel' }]);
});

test('a transaction that is open for long', async () => {
  await createTopic(client, { name: 'withheld', partitions: 2, replicationFactor: 3 });
  const producer = new TransactionalProducer(client, { transactionalId: 'left-open', transactionTimeoutMs: 600_000 });
  const target = localTarget(local.cluster, { folder: local.folder });
  await producer
    .transaction(async (transaction) => {
      await transaction.send({ topic: 'withheld', partition: 1, value: 'a' });
      const seen = await look(target, new AbortController().signal);
      const open = { topic: 'withheld', partition: 1, from: 0, to: 0 };
      const known = { transactionalId: 'left-open', timeoutMs: 600_000 };
      expect(seen.kafka!.transactions).toMatchObject([{ ...open, known }]);
      const later = examined({ ...seen, now: seen.now + 120_000 }).find(({ id }) => id === 'transactions')!;
      expect(later.findings).toEqual([{ level: 'warning', what: like('transaction "left-open" is open for ') }]);
      throw new Error('enough');
    })
    .catch((error: unknown) => expect(String(error)).toContain('enough'));
  await producer.close();
  expect(await found()).toEqual({});
});

test('a group that has committed what is not there', async () => {
  await createTopic(client, { name: 'short', partitions: 1, replicationFactor: 3 });
  await alterGroupOffsets(client, 'ahead', [{ topic: 'short', partition: 0, offset: 5 }]);
  expect(await found()).toEqual({
    groups: [like('failure: group ahead has committed beyond the end of short, partition 0')],
  });
});

test('what was described since', async () => {
  expect(await found(described({ config: { 'message.max.bytes': 2_000_000 } }))).toEqual({
    properties: [like('warning: broker-1, broker-2, broker-3 run with properties of before the last change')],
    description: [like('warning: described otherwise than it is there: config | npm run diff')],
  });
  expect(await found(described({ topics: { wanted: { partitions: 2 } } }))).toMatchObject({
    description: [like('topics.wanted')],
  });
  expect((await found(described({ brokers: 2 }))).strays).toEqual([like('warning: broker-3 is not described')]);
});
