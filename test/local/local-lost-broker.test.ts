import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createProducer, createTopic, read, reassignPartitions } from '../../lib/kafka';
import { down, LocalRunError, up } from '../../lib/local';
import { RECORD_FILE } from '../../lib/local/record';
import { logEnd } from '../../lib/local/replicas/log-end';
import { eventually } from '../support/eventually';
import { job, linesOf } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(300_000);

const MESSAGES = 200;

describe('a broker whose data is lost', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 2 });
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(client, { name: 'kept', partitions: 4, replicationFactor: 2 });
    const producer = await createProducer(client);
    const sends = Array.from({ length: MESSAGES }, (_, i) =>
      producer.send({ topic: 'kept', key: `${i}`, value: `${i}` }),
    );
    expect((await Promise.all(sends)).filter(({ outcome }) => outcome !== 'acked')).toEqual([]);
    await producer.close();
    await client.close();
  });
  afterAll(() => local.stop());

  const count = async (): Promise<number> => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    let found = 0;
    for await (const { messages } of read(client, { topic: 'kept' })) found += messages.length;
    await client.close();
    return found;
  };

  /** Why `up` refused, once it did; the data is put back then. */
  const withoutFolder = async (name: string): Promise<LocalRunError | undefined> => {
    const path = join(local.folder, local.cluster.name, name);
    const backup = join(local.folder, `${name}.backup`);
    // Of the last one it is certain that the others depend on it.
    if (name === 'broker-2') await local.kill('broker', 1, 'SIGTERM');
    await down(local.cluster, local);
    cpSync(path, backup, { recursive: true });
    rmSync(path, { recursive: true });
    try {
      await up(local.cluster, local);
      return undefined;
    } catch (error) {
      if (!(error instanceof LocalRunError)) throw error;
      await down(local.cluster, local);
      rmSync(path, { recursive: true, force: true });
      cpSync(backup, path, { recursive: true });
      await up(local.cluster, local);
      return error;
    } finally {
      rmSync(backup, { recursive: true });
    }
  };

  // Whoever stops last is alone in sync, and is elected again: empty, it would empty the others.
  test('takes no message with it, whichever it is: it is refused while the others depend on it, and filled otherwise', async () => {
    const refusals: string[] = [];
    for (const { id } of local.cluster.brokers) {
      const refused = await withoutFolder(`broker-${id}`);
      if (refused) refusals.push(`${refused.code} ${refused.message}`);
      expect(await count()).toBe(MESSAGES);
    }
    expect(refusals).not.toEqual([]);
    for (const refusal of refusals) {
      expect(refusal).toMatch(
        /^LOST_DATA (broker-\d lost its data, and was|broker-\d, broker-\d lost their data, and were) last in sync for \S+\/\d/,
      );
    }
  });

  test('is not taken for new by a ZooKeeper whose own data is lost: that is refused before anything starts', async () => {
    const folder = join(local.folder, local.cluster.name, 'zookeeper-1');
    await down(local.cluster, local);
    renameSync(folder, `${folder}.away`);
    const refused = { code: 'OTHER_ENSEMBLE', message: expect.stringMatching(/^zookeeper-1 lost its data/) as unknown };
    await expect(up(local.cluster, local)).rejects.toMatchObject(refused);
    expect(existsSync(folder)).toBe(false);
    renameSync(`${folder}.away`, folder);
    await up(local.cluster, local);
    expect(await count()).toBe(MESSAGES);
  });

  test('is not the only thing that can be older than the rest: topics that ZooKeeper does not know are told', async () => {
    await down(local.cluster, local);
    mkdirSync(join(local.folder, local.cluster.name, 'broker-2', 'data', 'forgotten-0'));
    expect(await up(local.cluster, local)).toMatchObject({ forgotten: ['forgotten'] });
  });

  test('is told where all brokers are put back from copies of before their last stop', async () => {
    await down(local.cluster, local);
    const folders = local.cluster.brokers.map(({ id }) => join(local.folder, local.cluster.name, `broker-${id}`));
    for (const folder of folders) cpSync(folder, `${folder}.copy`, { recursive: true });
    expect(await up(local.cluster, local)).toMatchObject({ older: [] });
    await down(local.cluster, local);
    for (const folder of folders) {
      rmSync(folder, { recursive: true });
      renameSync(`${folder}.copy`, folder);
    }
    expect(await up(local.cluster, local)).toMatchObject({ older: ['broker-1', 'broker-2'] });
    await down(local.cluster, local);
    expect(await up(local.cluster, local)).toMatchObject({ older: [] });
  });
});

describe('a broker whose data is lost while another one is behind', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster();
  });
  afterAll(() => local.stop());

  const path = (name: string): string => join(local.folder, local.cluster.name, name);

  test('does not take with it what the other one has', async () => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const producer = await createProducer(client);
    const place = { 'on 2 and 1': [2, 1], 'on 3 and 1': [3, 1] } as const;
    const topics = Object.entries(place).map(([name, replicas]) => ({ name: name.replaceAll(' ', '-'), replicas }));
    const inSync = async (topic: string) =>
      (await client.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!.inSync;
    const fill = async () => {
      const sends = topics.flatMap(({ name: topic }) =>
        Array.from({ length: MESSAGES }, (_, i) => producer.send({ topic, value: `${i}` })),
      );
      expect(new Set((await Promise.all(sends)).map(({ outcome }) => outcome))).toEqual(new Set(['acked']));
    };
    const config = { 'min.insync.replicas': '1' };
    for (const { name } of topics) await createTopic(client, { name, partitions: 1, replicationFactor: 2, config });
    await reassignPartitions(
      client,
      topics.map(({ name, replicas }) => ({ topic: name, partition: 0, replicas: [...replicas] })),
    );
    for (const { name, replicas } of topics) {
      await eventually(
        'it is there',
        async () => [...(await inSync(name))].sort().join() === [...replicas].sort().join(),
      );
    }
    await fill();
    await local.kill('broker', 1, 'SIGKILL');
    for (const { name } of topics)
      await eventually('broker 1 is behind', async () => (await inSync(name)).length === 1, 60_000);
    await fill();
    await producer.close();
    await client.close();
    const copy = join(path('broker-1/data'), 'on-2-and-1-0');
    const before = logEnd(copy);
    await down(local.cluster, local);
    rmSync(path('broker-2/data'), { recursive: true });
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'LOST_DATA' });
    expect(error.message).toMatch(/^broker-2 lost its data, and was last in sync for on-2-and-1\/0, /);
    expect([before, logEnd(copy)]).toEqual([MESSAGES, MESSAGES]);
    // The same without the record, which tells who was started before.
    await down(local.cluster, local);
    rmSync(path('broker-2'), { recursive: true });
    rmSync(path(RECORD_FILE));
    expect(await rejection(local.up())).toMatchObject({ code: 'LOST_DATA' });
    expect(logEnd(copy)).toBe(MESSAGES);
  });
});

describe('a broker that is killed and loses its data', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster();
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(client, { name: 'single', partitions: 3, replicationFactor: 1 });
    await client.close();
  });
  afterAll(() => local.stop());

  test('has lost none of them where only its meta.properties is gone', async () => {
    await job(local, 'produce', ['-t', 'single', '-n', `${MESSAGES}`]);
    await local.kill('broker', 3, 'SIGKILL');
    rmSync(join(local.folder, local.cluster.name, 'broker-3', 'data', 'meta.properties'));
    expect(await local.up()).toMatchObject({ emptied: [], short: [], vanished: [] });
    expect(linesOf((await job(local, 'consume', ['-t', 'single'])).stdout)).toHaveLength(MESSAGES);
  });

  test('is started once its old session is over, and what is gone with it is told, by the exit code too', async () => {
    await local.kill('broker', 3, 'SIGKILL');
    rmSync(join(local.folder, local.cluster.name, 'broker-3'), { recursive: true });
    const { brokers, zookeeper } = local.cluster.description.hostPorts!;
    const place = ['--folder', local.folder, '--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
    const upAgain = () =>
      runProgram('lib/cli/up.ts', ['--no-ui', ...place], { env: { KAFKA_ON: 'local' }, deadlineMs: 200_000 });
    const first = await upAgain();
    expect(first.stderr).toMatch(/single\/\d had no other replica, and are empty now/);
    expect(first.stderr).toMatch(/^✗ all messages of single\/\d are gone \(/m);
    expect(first.exitCode).toBe(5);
    expect(await upAgain()).toMatchObject({ exitCode: 0 });
  });
});
