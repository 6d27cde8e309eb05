import { connect, ensureTopics, listTopics } from '../../lib/kafka';
import { startCluster } from './local-cluster';

/** Describes so many topics, and has a cluster make them, list them and find them as described. */
export async function testManyTopics(count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, i) => `a-topic-whose-name-has-forty-characters-${i}`);
  const topic = { partitions: 1, replicationFactor: 1, config: { 'retention.ms': 86_400_000 } };
  const topics = Object.fromEntries(names.map((name) => [name, topic]));
  // Each is a folder, open files and a log on the broker's heap.
  const local = await startCluster({ brokers: 1, topics, resources: { broker: { memory: '2Gi', heap: '512Mi' } } });
  try {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const made = await ensureTopics(client, local.cluster.topics);
    expect(made.filter(({ action }) => action !== 'created')).toEqual([]);
    expect((await listTopics(client)).map(({ name }) => name).sort()).toEqual(names.sort());
    const again = await ensureTopics(client, local.cluster.topics);
    expect(again.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    await client.close();
  } finally {
    await local.stop();
  }
}
