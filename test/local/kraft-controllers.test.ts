import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createTopic, type Client } from '../../lib/kafka';
import { down, localTarget, status } from '../../lib/local';
import { job, linesOf } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { underLoad } from '../support/under-load';

jest.setTimeout(300_000);

describe('three controllers and three brokers', () => {
  let local: LocalCluster;
  const withClient = async (work: (client: Client) => Promise<void>) => {
    const client = await connect({ brokers: local.bootstrap });
    try {
      await work(client);
    } finally {
      await client.close();
    }
  };
  const work = { report: () => undefined, signal: new AbortController().signal };

  beforeAll(async () => {
    local = await startCluster({ metadata: 'kraft', controllers: 3, topics: { test: {} } });
    await withClient(async (client) => {
      for (const name of ['test', 'load']) await createTopic(client, { name, partitions: 3, replicationFactor: 3 });
    });
  });
  afterAll(() => local.stop());

  test('are six processes, which take messages and give them back', async () => {
    expect((await status(local.cluster, local)).map(({ name, state }) => [name, state])).toEqual([
      ['controller-101', 'up'],
      ['controller-102', 'up'],
      ['controller-103', 'up'],
      ['broker-1', 'up'],
      ['broker-2', 'up'],
      ['broker-3', 'up'],
    ]);
    await localTarget(local.cluster, local).demonstrate(work);
  });

  test('lose nothing that was acknowledged when a controller is killed, then a broker', async () => {
    const result = await underLoad(local.bootstrap, 'load', async () => {
      await local.kill('controller', 101, 'SIGKILL');
      await local.up();
      await local.kill('broker', 2, 'SIGKILL');
      await local.up();
    });
    expect(result).toMatchObject({ lost: 0, twice: 0, failed: 0 });
    expect(result.acked).toBeGreaterThan(100);
  });

  test('restart one by one', async () => {
    const target = localTarget(local.cluster, local);
    const patient = { ...work, deadlineMs: 120_000 };
    await target.restart('controller-102', patient);
    await target.restart('broker-1', patient);
    expect((await target.state(work.signal)).servers.every(({ state }) => state === 'up')).toBe(true);
  });

  test('begin nothing anew where the controllers have lost their data', async () => {
    await down(local.cluster, local);
    const paths = [101, 102, 103].map((id) => join(local.folder, local.cluster.name, `controller-${id}`, 'data'));
    for (const path of paths) renameSync(path, `${path}.away`);
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'OTHER_ENSEMBLE', exitCode: 2 });
    expect(error.message).toMatch(
      /^controller-101, controller-102, controller-103 lost their data, and with it what topics there are, but broker-1, broker-2, broker-3 have data: /,
    );
    for (const path of paths) renameSync(`${path}.away`, path);
    await local.up();
  });

  test('go on from no older copy of what they know', async () => {
    await down(local.cluster, local);
    const away = join(local.folder, 'copies');
    const paths = [101, 102, 103].map((id) => join(local.folder, local.cluster.name, `controller-${id}`, 'data'));
    const copyTo = (name: string) => {
      for (const [index, path] of paths.entries()) cpSync(path, join(away, name, `${index}`), { recursive: true });
    };
    const putBack = (name: string) => {
      for (const [index, path] of paths.entries()) {
        rmSync(path, { recursive: true });
        cpSync(join(away, name, `${index}`), path, { recursive: true });
      }
    };
    copyTo('older');
    await local.up();
    const create = (client: Client) => createTopic(client, { name: 'later', partitions: 2, replicationFactor: 3 });
    await withClient(create);
    await job(local, 'produce', ['-t', 'later', '-n', '50']);
    await down(local.cluster, local);
    copyTo('newer');
    putBack('older');
    expect(await rejection(local.up())).toMatchObject({
      code: 'OTHER_DATA',
      message: expect.stringMatching(
        /^what controller-101, controller-102, controller-103 know is older than the data of broker-1, broker-2, broker-3, /,
      ) as string,
    });
    putBack('newer');
    expect(await local.up()).toMatchObject({ forgotten: [], vanished: [], short: [] });
    expect(linesOf((await job(local, 'consume', ['-t', 'later'])).stdout)).toHaveLength(50);
  });
});
