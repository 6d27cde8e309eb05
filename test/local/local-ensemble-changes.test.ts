import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, zooKeeperOf, type Cluster } from '../../lib/cluster';
import { connect, createProducer, createTopic, listTopics, read } from '../../lib/kafka';
import { down, status, up } from '../../lib/local';
import { zooKeeperEndpoints } from '../../lib/local/zookeeper/zookeeper-place';
import { fourLetterWord } from '../../lib/local/zookeeper/four-letter-word';
import { eventually } from '../support/eventually';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(180_000);

const TOPIC = 'kept';
const VALUES = Array.from({ length: 1000 }, (_, i) => `${i}`);

// The tests go through the life of one cluster, in this order.
describe('the history of a cluster, when servers of ZooKeeper are added or their folders are lost,', () => {
  let local: LocalCluster;
  let clusterId: string;
  const withServers = (replicas: 1 | 3 | 5): Cluster =>
    defineCluster({ ...local.cluster.description, zookeeper: { ...local.cluster.description.zookeeper, replicas } });
  const folderOf = (id: number): string => join(local.folder, 'kafka', `zookeeper-${id}`);
  const lose = (id: number): void => rmSync(folderOf(id), { recursive: true });
  const running = async (cluster: Cluster): Promise<string[]> =>
    (await status(cluster, local)).filter(({ pid }) => pid !== undefined).map(({ name }) => name);

  const kill = async (id: number): Promise<void> => {
    const pid = async () => (await status(withServers(3), local)).find(({ name }) => name === `zookeeper-${id}`)?.pid;
    process.kill((await pid())!, 'SIGKILL');
    await eventually(`zookeeper-${id} has ended`, async () => (await pid()) === undefined);
  };

  beforeAll(async () => {
    local = await startCluster({ brokers: 1, zookeeper: { tickTimeMs: 1000, sessionTimeoutMs: 3000 } });
    ({ clusterId } = await local.up());
    const client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name: TOPIC, partitions: 3, replicationFactor: 1 });
    const producer = await createProducer(client);
    const sent = await Promise.all(VALUES.map((value) => producer.send({ topic: TOPIC, key: value, value })));
    expect(sent.every(({ outcome }) => outcome === 'acked')).toBe(true);
    await producer.close();
    await client.close();
  });
  afterAll(() => local.stop());

  /** All servers are in one quorum, and topic and messages are there. */
  const isWhole = async (cluster: Cluster): Promise<void> => {
    const answers = await Promise.all(
      zooKeeperEndpoints(zooKeeperOf(cluster)).map((endpoint) => fourLetterWord(endpoint, 'srvr')),
    );
    const modes = answers.map((answer) => /^Mode: (\w+)$/m.exec(answer ?? '')?.[1]);
    expect(modes.sort()).toEqual([...Array<string>(modes.length - 1).fill('follower'), 'leader']);
    const client = await connect({ brokers: local.bootstrap });
    // For a moment after its start a broker knows no topic yet.
    const knows = async () => (await listTopics(client)).some(({ name }) => name === TOPIC);
    await eventually(`topic "${TOPIC}" is there`, knows);
    const values: string[] = [];
    for await (const { messages } of read(client, { topic: TOPIC })) {
      values.push(...messages.map(({ value }) => String(value)));
    }
    await client.close();
    expect(values.sort()).toEqual([...VALUES].sort());
  };

  test('is not touched by more servers beside a running single one: they are refused, with the way to have them', async () => {
    expect(await rejection(up(withServers(3), local))).toMatchObject({
      code: 'OTHER_ENSEMBLE',
      exitCode: 2,
      message:
        'zookeeper-1 runs with another zookeeper.replicas than 3, and cannot be told of more servers while running: npm run down, then npm run up, and nothing is lost',
    });
    expect(await running(withServers(3))).toEqual(['zookeeper-1', 'broker-1']);
  });

  test('goes on with three servers after one', async () => {
    await down(local.cluster, local);
    expect((await up(withServers(3), local)).clusterId).toBe(clusterId);
    await isWhole(withServers(3));
  });

  test.each([1, 2, 3])(
    'goes on when the folder of server %i of three is lost, whatever the others did meanwhile',
    async (id) => {
      await kill(id);
      lose(id);
      expect((await up(withServers(3), local)).clusterId).toBe(clusterId);
      await isWhole(withServers(3));
    },
  );

  test.each([1, 3])('goes on when the folder of server %i of three is lost while none runs', async (id) => {
    await down(local.cluster, local);
    lose(id);
    expect((await up(withServers(3), local)).clusterId).toBe(clusterId);
    await isWhole(withServers(3));
  });

  test.each([false, true])(
    'is not cut short by fewer servers: they are refused, whether it runs (%p) or not',
    async (runs) => {
      if (runs) await up(withServers(3), local);
      else await down(local.cluster, local);
      const before = await running(withServers(3));
      expect(await rejection(up(withServers(1), local))).toMatchObject({
        code: 'OTHER_ENSEMBLE',
        message:
          'zookeeper-2, zookeeper-3 of this cluster have data, but zookeeper.replicas is 1: describe 3 again, or delete all data with npm run down -- --delete-data',
      });
      expect(await running(withServers(3))).toEqual(before);
    },
  );

  describe('when the folders of servers that are not described are elsewhere', () => {
    const record = (): string => join(local.folder, 'kafka/cluster.json');
    const refusal = async (lost: readonly string[], replicas: 1 | 3 = 1): Promise<Error> => {
      await down(local.cluster, local);
      for (const path of lost) renameSync(path, `${path}.away`);
      const error = await rejection(up(withServers(replicas), local));
      for (const path of lost) renameSync(`${path}.away`, path);
      expect(await running(withServers(3))).toEqual([]);
      return error;
    };
    const REFUSED = {
      code: 'OTHER_ENSEMBLE',
      exitCode: 2,
      message: expect.stringMatching(
        /^zookeeper\.replicas is 1, but zookeeper-1 has data of an ensemble of 3, .* zookeeper-2, zookeeper-3 .*: /,
      ) as string,
    };

    test('is not cut short either: the record tells of them', async () => {
      expect(await refusal([folderOf(2), folderOf(3)])).toMatchObject(REFUSED);
    });

    test('nor where their folders are there without data', async () => {
      expect(await refusal([join(folderOf(2), 'data'), join(folderOf(3), 'data')])).toMatchObject(REFUSED);
    });

    test('nor where the record is gone too: the data of the one that is left tell of others', async () => {
      expect(await refusal([folderOf(2), folderOf(3), record()])).toMatchObject(REFUSED);
      const properties = join(folderOf(1), 'zookeeper.properties');
      expect(await refusal([folderOf(2), folderOf(3), record(), properties])).toMatchObject(REFUSED);
    });

    test('is refused with the number that there was, as it names those that are there', async () => {
      expect((await refusal([folderOf(2)])).message).toMatch(
        /^zookeeper-3 of this cluster has data, .*: describe 3 again/,
      );
    });
  });

  test.each([
    [1, 2],
    [2, 3],
    [1, 3],
  ])('is not started anew by a majority without data, servers %i and %i: that is refused', async (...lost) => {
    await down(local.cluster, local);
    for (const id of lost) renameSync(folderOf(id), `${folderOf(id)}.away`);
    const error = await rejection(up(withServers(3), local));
    for (const id of lost) renameSync(`${folderOf(id)}.away`, folderOf(id));
    const left = 6 - lost[0] - lost[1];
    expect(error).toMatchObject({ code: 'OTHER_ENSEMBLE', exitCode: 2 });
    expect(error.message).toMatch(
      `zookeeper-${lost[0]}, zookeeper-${lost[1]} lost their data, and what they acknowledged may be missing at zookeeper-${left}; 2 of 3 must have it: `,
    );
    expect(await running(withServers(3))).toEqual([]);
  });

  test('goes on with what one server of three has, when that is copied as the refusal says', async () => {
    for (const id of [2, 3]) {
      lose(id);
      cpSync(join(folderOf(1), 'data/version-2'), join(folderOf(id), 'data/version-2'), { recursive: true });
    }
    expect((await up(withServers(3), local)).clusterId).toBe(clusterId);
    await isWhole(withServers(3));
  });

  test('goes on with five servers after three', async () => {
    await down(local.cluster, local);
    expect((await up(withServers(5), local)).clusterId).toBe(clusterId);
    await isWhole(withServers(5));
  });

  test('is not cut short by three servers after five, the last of which are elsewhere', async () => {
    await down(local.cluster, local);
    for (const id of [4, 5]) renameSync(folderOf(id), `${folderOf(id)}.away`);
    const error = await rejection(up(withServers(3), local));
    for (const id of [4, 5]) renameSync(`${folderOf(id)}.away`, folderOf(id));
    expect(error).toMatchObject({ code: 'OTHER_ENSEMBLE' });
    expect(error.message).toMatch(
      /^zookeeper\.replicas is 3, but zookeeper-1, zookeeper-2, zookeeper-3 have data of an ensemble of 5, /,
    );
  });
});
