import { consume, health } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

describe('the health of a cluster', () => {
  it('tells who leads, who is in sync, how many messages there are and how far groups came', async () => {
    const topic = await kafka.freshTopic(3);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'some', topics: [topic], fromBeginning: true, count: 4 };
    await consume(kafka.client, options, () => undefined);

    const all = await health(kafka.client);
    expect(all.clusterId).toBe(kafka.client.clusterId);
    expect(all.brokers.map(({ id, address }) => [id, address])).toEqual(
      kafka.local.bootstrap.map((address, index) => [index + 1, address]),
    );
    expect(all.brokers.some(({ id }) => id === all.controllerId)).toBe(true);
    expect(all.partitions).toMatchObject({ underReplicated: 0, offline: 0 });
    const sums = (what: 'leads' | 'replicas' | 'inSync') => all.brokers.reduce((sum, broker) => sum + broker[what], 0);
    expect([sums('leads'), sums('replicas'), sums('inSync')]).toEqual([1, 3, 3].map((n) => n * all.partitions.total));
    expect(all.topics.find(({ name }) => name === topic)).toEqual({
      name: topic,
      internal: false,
      partitions: 3,
      replicationFactor: 3,
      inSync: 3,
      messages: 10,
    });
    expect(all.groups.find(({ groupId }) => groupId === 'some')).toEqual({
      groupId: 'some',
      state: 'Empty',
      members: 0,
      lag: { [topic]: expect.any(Number) as number },
    });
  });

  it('names a broker that was killed, and what is missing without it', async () => {
    const topic = await kafka.freshTopic(3);
    await kafka.produce(topic, numbers(10));
    await kafka.local.kill('broker', 3, 'SIGKILL');
    // The controller first tells of the loss, then of the new leaders, and those take a moment to know their offsets.
    await eventually('all is as it will stay', async () => {
      const { partitions, topics } = await health(kafka.client);
      const all = topics.find(({ name }) => name === topic);
      return partitions.underReplicated === partitions.total && all?.messages === 10;
    });
    const { brokers, partitions, topics } = await health(kafka.client);
    expect(brokers[2]).toEqual({ id: 3, address: undefined, leads: 0, inSync: 0, replicas: partitions.total });
    expect(partitions.offline).toBe(0);
    expect(topics.find(({ name }) => name === topic)).toMatchObject({ replicationFactor: 3, inSync: 2 });

    await kafka.local.up();
    await eventually('all is in sync again', async () => (await health(kafka.client)).partitions.underReplicated === 0);
  });
});
