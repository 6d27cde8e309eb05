import { connect, ensureTopics, listTopics } from '../../lib/kafka';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(600_000);

const COUNT = 5000;
const topics = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [
    `a-topic-whose-name-has-forty-characters-${i}`,
    { partitions: 1, replicationFactor: 1, config: { 'retention.ms': 86_400_000 } },
  ]),
);

describe('five thousand described topics', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    // Each is a folder, open files and a log on the broker's heap.
    local = await startCluster({ brokers: 1, topics, resources: { broker: { memory: '2Gi', heap: '512Mi' } } });
  });
  afterAll(() => local.stop());

  it('are made, listed, and found as described the next time', async () => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const made = await ensureTopics(client, local.cluster.topics);
    expect(made.filter(({ action }) => action !== 'created')).toEqual([]);
    expect((await listTopics(client)).map(({ name }) => name).sort()).toEqual(Object.keys(topics).sort());
    const again = await ensureTopics(client, local.cluster.topics);
    expect(again.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    await client.close();
  });
});
