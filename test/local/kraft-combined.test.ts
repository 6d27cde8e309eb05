import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, kraftOf } from '../../lib/cluster';
import { connect, createTopic } from '../../lib/kafka';
import { down, localTarget, status, up } from '../../lib/local';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { underLoad } from '../support/under-load';

jest.setTimeout(300_000);

describe('three brokers that are the controllers too', () => {
  let local: LocalCluster;
  const states = async () =>
    Object.fromEntries((await status(local.cluster, local)).map(({ name, state }) => [name, state]));
  const data = (id: number) => join(local.folder, local.cluster.name, `broker-${id}`, 'data');
  const work = { report: () => undefined, signal: new AbortController().signal };
  const create = async (name: string) => {
    const client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name, partitions: 3, replicationFactor: 3 });
    await client.close();
  };
  const ALL_UP = { 'broker-1': 'up', 'broker-2': 'up', 'broker-3': 'up' };

  beforeAll(async () => {
    local = await startCluster({ metadata: 'kraft', topics: { test: {} } });
  });
  afterAll(() => local.stop());

  test('are three processes, formatted with the ids that their names lead to', async () => {
    expect(await states()).toEqual(ALL_UP);
    const { clusterId, servers } = kraftOf(local.cluster);
    for (const { id, directoryId } of servers) {
      const text = readFileSync(join(data(id), 'meta.properties'), 'utf8');
      expect(text).toContain(`cluster.id=${clusterId}\n`);
      expect(text).toContain(`directory.id=${directoryId}\n`);
    }
    expect((await local.up()).clusterId).toBe(clusterId);
  });

  test('take messages and give them back', async () => {
    await create('test');
    await localTarget(local.cluster, local).demonstrate(work);
  });

  test('lose nothing that was acknowledged when one of them is killed, and take it back', async () => {
    await create('load');
    const result = await underLoad(local.bootstrap, 'load', async () => {
      await local.kill('broker', 1, 'SIGKILL');
      await local.up();
    });
    expect(result).toMatchObject({ lost: 0, twice: 0, failed: 0 });
    expect(result.acked).toBeGreaterThan(100);
    expect(await states()).toEqual(ALL_UP);
  });

  test('keep topics, messages and id through down and up', async () => {
    const count = async () => {
      const { health } = await localTarget(local.cluster, local).state(work.signal);
      return health!.topics.map(({ name, messages }) => [name, messages]);
    };
    const before = await count();
    await down(local.cluster, local);
    await local.up();
    expect(await count()).toEqual(before);
  });

  test('go on at other ports neither while they run nor later, as controllers remember each other', async () => {
    const { hostPorts } = local.cluster.description;
    const moved = defineCluster({
      ...local.cluster.description,
      hostPorts: { ...hostPorts, brokers: hostPorts!.brokers! + 4 },
    });
    expect(await rejection(up(moved, local))).toMatchObject({ code: 'OTHER_PORTS' });
    await down(local.cluster, local);
    expect(await rejection(up(moved, local))).toMatchObject({
      code: 'OTHER_PORTS',
      message: expect.stringContaining('the controllers remember each other at those of') as string,
    });
  });

  test('begin nothing anew where most have lost their data', async () => {
    const paths = [data(1), data(2)];
    for (const path of paths) renameSync(path, `${path}.away`);
    const error = await rejection(local.up());
    expect(error).toMatchObject({ code: 'OTHER_ENSEMBLE', exitCode: 2 });
    expect(error.message).toMatch(
      /^broker-1, broker-2 lost their data, and what they acknowledged may be missing at broker-3; 2 of 3 must have it: /,
    );
    for (const path of paths) renameSync(`${path}.away`, path);
    await local.up();
    expect(await states()).toEqual(ALL_UP);
  });

  test('take one back that has lost its data, without a vote: what it acknowledged once it has forgotten', async () => {
    await local.kill('broker', 3, 'SIGKILL');
    rmSync(data(3), { recursive: true });
    await local.up();
    expect(await states()).toEqual(ALL_UP);
    const { directoryId } = kraftOf(local.cluster).servers[2]!;
    const meta = readFileSync(join(data(3), 'meta.properties'), 'utf8');
    expect(meta).toMatch(/^node\.id=3$/m);
    expect(meta).not.toContain(directoryId);
    await localTarget(local.cluster, local).demonstrate(work);
  });

  test('do not count it among those that have their data: most of the others are needed', async () => {
    await down(local.cluster, local);
    renameSync(data(2), `${data(2)}.away`);
    expect((await rejection(local.up())).message).toMatch(
      /^broker-2, broker-3 lost their data, and what they acknowledged may be missing at broker-1; 2 of 3 must have it: /,
    );
    renameSync(`${data(2)}.away`, data(2));
    await local.up();
    expect(await states()).toEqual(ALL_UP);
  });

  test('are not started with data of another cluster among them', async () => {
    await down(local.cluster, local);
    const file = join(data(2), 'meta.properties');
    const own = readFileSync(file, 'utf8');
    const other = own.replace(/^cluster\.id=.*$/m, 'cluster.id=AAAAAAAAAAAAAAAAAAAAAA');
    rmSync(file);
    writeFileSync(file, other);
    expect(await rejection(local.up())).toMatchObject({
      code: 'OTHER_DATA',
      message: expect.stringMatching(
        /^the servers hold data of 2 clusters \(.*broker-2 of A{22}.*\): put back/,
      ) as string,
    });
    writeFileSync(file, own);
  });

  test('are not formatted anew where only meta.properties is gone, and go on once it is written as they say', async () => {
    await down(local.cluster, local);
    const file = join(data(2), 'meta.properties');
    rmSync(file);
    const refused = await rejection(local.up());
    expect(refused).toMatchObject({ code: 'LOST_DATA' });
    const { message } = refused;
    expect(existsSync(file)).toBe(false);
    execFileSync('sh', ['-c', message.slice(message.indexOf('printf '))]);
    await local.up();
    expect(await states()).toEqual(ALL_UP);
    await down(local.cluster, local);
  });

  test('do not go on with ZooKeeper', async () => {
    const { name, hostPorts } = local.cluster.description;
    const other = defineCluster({ ...(name === undefined ? {} : { name }), ...(hostPorts && { hostPorts }) });
    expect(await rejection(up(other, local))).toMatchObject({
      code: 'REFUSED_CHANGE',
      message: expect.stringMatching(
        /metadata is 'zookeeper' in cluster\.ts, but 'kraft' in the cluster that is there/,
      ) as string,
    });
  });

  test('leave nothing after down with their data deleted', async () => {
    await down(local.cluster, { ...local, deleteData: true });
    expect(existsSync(join(local.folder, local.cluster.name))).toBe(false);
  });
});
