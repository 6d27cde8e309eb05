import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createProducer, createTopic, read } from '../../lib/kafka';
import { down, LocalRunError, up } from '../../lib/local';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(300_000);

const MESSAGES = 200;

describe('a broker whose data is lost', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster();
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(client, { name: 'kept', partitions: 4, replicationFactor: 3 });
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
    if (name === 'broker-3') for (const id of [1, 2]) await local.kill('broker', id, 'SIGTERM');
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
    expect(await up(local.cluster, local)).toMatchObject({ older: ['broker-1', 'broker-2', 'broker-3'] });
    await down(local.cluster, local);
    expect(await up(local.cluster, local)).toMatchObject({ older: [] });
  });
});
