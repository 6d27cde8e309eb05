import { down, status } from '../../lib/local';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(120_000);

describe('a cluster with three ZooKeeper servers', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1, zookeeper: { replicas: 3 } });
  });
  afterAll(() => local.stop());

  const states = async () => (await status(local.cluster, local)).map(({ name, state }) => `${name} ${state}`);
  const allUp = ['zookeeper-1 up', 'zookeeper-2 up', 'zookeeper-3 up', 'broker-1 up'];

  test('elects a leader and serves', async () => {
    expect(await states()).toEqual(allUp);
  });

  test('lets one killed server join again', async () => {
    await local.kill('zookeeper', 2, 'SIGKILL');
    await local.up();
    expect(await states()).toEqual(allUp);
  });

  test('comes back after down with its data', async () => {
    const { clusterId } = await local.up();
    await down(local.cluster, local);
    expect((await local.up()).clusterId).toBe(clusterId);
  });
});
