import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster, type Cluster, type TopicDescription } from '../../lib/cluster';
import { connect, createTopic, deleteTopic, type Client } from '../../lib/kafka';
import { down, localRun, status, up, type StepReport } from '../../lib/local';
import { upWithTopics } from '../../lib/local/up-with-topics';
import { eventually } from '../support/eventually';
import { prepareCluster, startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

describe('a cluster of which fewer brokers are described', () => {
  let local: LocalCluster;
  let smaller: Cluster;
  let client: Client;
  const namesAndStates = async () =>
    (await status(smaller, local)).map(({ name, state, described }) => [name, state, described]);

  beforeAll(async () => {
    local = await startCluster({ brokers: 2 });
    smaller = defineCluster({ ...local.cluster.description, brokers: 1 });
    client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name: 'spread', partitions: 4, replicationFactor: 1 });
  });
  afterAll(async () => {
    await client.close();
    await local.stop();
  });

  test('is refused while the others hold replicas, with which and what to do, and goes on as it was', async () => {
    const error = await rejection(up(smaller, local));
    expect(error).toMatchObject({ code: 'HOLDS_REPLICAS', exitCode: 2 });
    expect(error.message).toBe(
      `brokers is 1 in cluster.ts, but broker-2 holds replicas of 2 partitions (spread 2): describe 2 brokers again, and start those; then move the replicas to brokers that stay (npm run admin -- reassign --to 1 -b ${local.bootstrap[0]!}) or delete the topics, before you describe fewer`,
    );
    expect((await status(local.cluster, local)).map(({ state }) => state)).toEqual(['up', 'up', 'up']);
  });

  test('shows those that it does not describe, running or not', async () => {
    expect(await namesAndStates()).toEqual([
      ['zookeeper-1', 'up', true],
      ['broker-1', 'up', true],
      ['broker-2', 'up', false],
    ]);
    await local.kill('broker', 2, 'SIGTERM');
    expect(await namesAndStates()).toContainEqual(['broker-2', 'down', false]);
    expect((await status(smaller, local)).at(-1)).toMatchObject({
      fault: 'not described, and holds replicas of 2 partitions (spread 2)',
      since: expect.any(Date) as Date,
    });
    expect(await rejection(up(smaller, local))).toMatchObject({ code: 'HOLDS_REPLICAS' });
    await local.up();
  });

  test.each(['broker-2', 'broker-2/data'])(
    'is refused too where %s, and what it holds, is elsewhere',
    async (moved) => {
      const path = join(local.folder, 'kafka', moved);
      await local.kill('broker', 2, 'SIGTERM');
      renameSync(path, `${path}.away`);
      const error = await rejection(up(smaller, local));
      renameSync(`${path}.away`, path);
      expect(error).toMatchObject({ code: 'REFUSED_CHANGE', exitCode: 2 });
      expect(error.message).toMatch(
        /^brokers is 1 in cluster\.ts, but broker-2 served before, .* describe 2 brokers again/,
      );
      await local.up();
    },
  );

  test('is taken once they hold none: up stops them, and says so', async () => {
    await deleteTopic(client, 'spread');
    const data = join(local.folder, 'kafka/broker-2/data');
    await eventually('the replicas are gone', () => !readdirSync(data).some((name) => /^spread-\d+$/.test(name)));
    const steps: StepReport[] = [];
    await up(smaller, { folder: local.folder, report: (event) => steps.push(event) });
    expect(steps).toContainEqual({ step: 'stop broker-2, not described any more', state: 'done' });
    expect(await namesAndStates()).toEqual([
      ['zookeeper-1', 'up', true],
      ['broker-1', 'up', true],
    ]);
    rmSync(join(local.folder, 'kafka/broker-2'), { recursive: true });
    await up(smaller, local);
  });
});

describe('a cluster of which fewer brokers are described than topics have copies', () => {
  let local: LocalCluster;
  beforeAll(async () => (local = await startCluster()), 60_000);
  afterAll(() => local.stop());

  test('becomes that by the commands that up names, typed as they stand', async () => {
    const client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name: 'three', partitions: 3, replicationFactor: 3 });
    await createTopic(client, { name: 'one', partitions: 6, replicationFactor: 1 });
    const smaller = defineCluster({ ...local.cluster.description, brokers: 2 });
    const { message } = await rejection(up(smaller, local));
    const commands = [...message.matchAll(/npm run admin -- (reassign [^,)]+(?:,[\d]+)?[^,)]*)/g)].map(
      ([, words]) => words!,
    );
    const at = `--to 1,2 -b ${local.bootstrap[0]!}`;
    expect(commands).toEqual([`reassign three --replication-factor 2 ${at}`, `reassign ${at}`]);
    for (const words of commands)
      expect(await runProgram('lib/cli/admin.ts', words.split(' '))).toMatchObject({ exitCode: 0 });
    await eventually('broker-3 holds none', () =>
      rejection(up(smaller, local)).then(
        () => false,
        () => true,
      ),
    );
    const { topics } = await client.fetchMetadata(['three', 'one']);
    const factors = ['three', 'one'].map((name) => topics.get(name)!.partitions[0]!.replicas.length);
    expect(factors).toEqual([2, 1]);
    await client.close();
  });
});

describe('a topic that is described otherwise', () => {
  let local: LocalCluster;
  const described = (topic: TopicDescription, brokers = 1): Cluster =>
    defineCluster({ ...local.cluster.description, brokers, topics: { orders: topic } });
  beforeAll(async () => {
    local = await prepareCluster({ brokers: 1 });
    await bringUp(described({ partitions: 4 }));
    await down(local.cluster, local);
  });
  afterAll(() => local.stop());

  const steps: StepReport[] = [];
  async function bringUp(cluster: Cluster): Promise<void> {
    const signal = AbortSignal.timeout(120_000);
    await upWithTopics(cluster, {
      folder: local.folder,
      report: (step) => steps.push(step),
      signal,
    });
  }

  test.each([
    ['with fewer partitions', { partitions: 3 }, /^topic "orders" has 4 partitions, but 3 are described/],
    ['with another factor', { partitions: 4, replicationFactor: 2 }, /^topic "orders" has replication factor 1, but 2/],
  ])('%s, is refused before anything is started', async (_, topic, message) => {
    const error = await rejection(bringUp(described(topic, 2)));
    expect(error).toMatchObject({ code: 'REFUSED_CHANGE', message: expect.stringMatching(message) as string });
    expect(localRun(local.cluster, local.folder)).toBe('stopped');
  });

  test('keeps a factor that nobody asked for when brokers become more, and up says so', async () => {
    await bringUp(described({ partitions: 4 }, 2));
    expect(steps).toContainEqual({
      step: 'topic orders',
      state: 'noted',
      detail: expect.stringMatching(/^keeps replication factor 1, where a new one gets 2/) as string,
    });
  });
});

describe('a copy of the folder of a cluster that runs', () => {
  let local: LocalCluster;
  let copy: string;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
  });
  afterAll(() => local.stop());
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'kafka-streaming-copy-'));
    cpSync(local.folder, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
  });
  afterEach(() => rmSync(copy, { recursive: true, force: true }));
  const states = async (folder: string) => (await status(local.cluster, { folder })).map(({ state }) => state);

  test('does not run, and stopping or deleting it leaves the original as it is', async () => {
    expect(await states(copy)).toEqual(['down', 'down']);
    expect(localRun(local.cluster, copy)).toBe('stopped');
    expect(await down(local.cluster, { folder: copy, deleteData: true })).toEqual([]);
    expect(await states(local.folder)).toEqual(['up', 'up']);
    expect(existsSync(join(local.folder, 'kafka/broker-1/data/meta.properties'))).toBe(true);
  });

  test.each([
    ['topics', 'delete', 'orders', '--yes'],
    ['groups', 'delete', 'billing', '--yes'],
    ['admin', 'create', 'other'],
    ['produce'],
    ['consume'],
  ])('has no client talk to the original: %s %s', async (verb, ...words) => {
    const { exitCode, stdout, stderr } = await runProgram(`lib/cli/${verb}.ts`, [...words, '--folder', copy]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(
      /^a cluster of the same id, as copies of a folder have it, answers at \S+, .*, but this one does not run: /m,
    );
  });

  test('leaves what is not of the cluster when its data are deleted, and names it', async () => {
    const own = join(local.folder, 'kafka/broker-7');
    const beside = join(local.folder, 'kafka/broker-1/photos');
    for (const folder of [own, beside]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'photo'), '');
    }
    const steps: StepReport[] = [];
    await down(local.cluster, { folder: local.folder, deleteData: true, report: (event) => steps.push(event) });
    expect(steps.at(-1)?.detail).toMatch(new RegExp(`^\\d+\\.\\d MB freed; left, as not ours: ${beside}, ${own}$`));
    expect(readdirSync(join(local.folder, 'kafka')).sort()).toEqual(['broker-1', 'broker-7']);
    expect(readdirSync(join(local.folder, 'kafka/broker-1'))).toEqual(['photos']);
    expect(readdirSync(own)).toEqual(['photo']);
  });
});
