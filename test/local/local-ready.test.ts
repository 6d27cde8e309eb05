import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster } from '../../lib/cluster';
import { connect, createTopic } from '../../lib/kafka';
import { parseAddress } from '../../lib/kafka/network/parse-address';
import { BrokerConnection } from '../../lib/kafka/network/connection';
import { requestMetadata } from '../../lib/kafka/client/metadata';
import { down, up } from '../../lib/local';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(180_000);

const TOPICS = Array.from({ length: 30 }, (_, index) => `topic-${index}`);
const PARTITIONS = 6;

/** What a client that asks once is told. */
async function leadersAt(broker: string): Promise<Record<string, number>> {
  const connection = await BrokerConnection.open(parseAddress(broker), { connectTimeoutMs: 5000 });
  try {
    const { topics } = await requestMetadata(connection, 'all', { timeoutMs: 5000 });
    return Object.fromEntries(
      [...topics].map(([name, { partitions }]) => [
        name,
        partitions.filter(({ leader }) => leader !== undefined).length,
      ]),
    );
  } finally {
    connection.destroy();
  }
}

describe('once up has returned', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster();
    const client = await connect({ brokers: local.bootstrap });
    for (const name of TOPICS) await createTopic(client, { name, partitions: PARTITIONS, replicationFactor: 3 });
    await client.close();
  });
  afterAll(() => local.stop());

  test.each([1, 2, 3])('every broker knows every topic and every leader, after a restart too (%i)', async () => {
    await down(local.cluster, local);
    await local.up();
    const told = await Promise.all(local.bootstrap.map(leadersAt));
    const expected = Object.fromEntries(TOPICS.map((name) => [name, PARTITIONS]));
    expect(told).toEqual(local.bootstrap.map(() => expected));
  });
});

describe('a partition that nobody can lead', () => {
  test('is told by up, and not waited for', async () => {
    const local = await startCluster({ brokers: 2 });
    try {
      const client = await connect({ brokers: local.bootstrap });
      await createTopic(client, { name: 'halved', partitions: 2, replicationFactor: 1 });
      await client.close();
      await down(local.cluster, local);
      // Nothing tells of the other broker any more, but ZooKeeper.
      for (const name of ['broker-2', 'cluster.json']) rmSync(join(local.folder, 'kafka', name), { recursive: true });
      const smaller = defineCluster({ ...local.cluster.description, brokers: 1 });
      const { leaderless } = await up(smaller, { folder: local.folder });
      expect(leaderless).toEqual([expect.objectContaining({ topic: 'halved', inSync: [2] })]);
    } finally {
      await local.stop();
    }
  });
});
