import { Kafka, logLevel } from 'kafkajs';
import { consume, ensureTopics, health, TransactionalProducer } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

describe('the health of a cluster', () => {
  test('tells who leads, who is in sync, how many messages there are and how far groups came', async () => {
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
      uncommitted: { [topic]: expect.any(Number) as number },
      beyondEnd: {},
    });
    expect(all.unavailableGroups).toEqual([]);
  });

  test('counts what a group has not read in partitions where it has committed nothing, be they new', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, ['a'], 0);
    const options = { groupId: 'behind', topics: [topic], fromBeginning: true, until: 'caught-up' } as const;
    await consume(kafka.client, { ...options, count: 1 }, () => undefined);
    await kafka.produce(topic, ['b', 'c'], 1);
    await ensureTopics(kafka.client, [{ name: topic, partitions: 3, replicationFactor: 3 }]);
    await kafka.produce(topic, ['d'], 2);
    const found = (await health(kafka.client)).groups.find(({ groupId }) => groupId === 'behind');
    const { lag, uncommitted } = found!;
    expect(lag).toEqual({ [topic]: 3 });
    expect([1, 3]).toContain(uncommitted[topic]);

    const read: string[] = [];
    await consume(kafka.client, options, (batch) => void read.push(...valuesOf(batch)));
    expect(read.sort()).toEqual(['b', 'c', 'd']);
    const after = (await health(kafka.client)).groups.find(({ groupId }) => groupId === 'behind');
    expect(after).toMatchObject({ lag: { [topic]: 0 } });
  });

  describe('of a group that is caught up', () => {
    const lagOf = async (groupId: string) => (await health(kafka.client)).groups.find((one) => one.groupId === groupId);

    test('counts neither markers nor what was aborted or is not ended yet', async () => {
      const topic = await kafka.freshTopic(1);
      const producing = new TransactionalProducer(kafka.client, { transactionalId: 'markers' });
      const write = (values: readonly string[], failure?: Error) =>
        producing.transaction(async (transaction) => {
          for (const value of values) await transaction.send({ topic, value, partition: 0 });
          if (failure) throw failure;
        });
      await write(['a', 'b']);
      const options = { groupId: 'caught-up', topics: [topic], fromBeginning: true, count: 2 };
      await consume(kafka.client, options, () => undefined);
      expect(await lagOf('caught-up')).toMatchObject({ lag: { [topic]: 0 } });
      await write(numbers(100), new Error('aborted on purpose')).catch(() => undefined);
      expect(await lagOf('caught-up')).toMatchObject({ lag: { [topic]: 0 } });
      await write(['c']);
      const behind = (await lagOf('caught-up'))!.lag[topic];
      // One message and its marker.
      expect(behind).toBe(2);
      await producing.close();
    });

    test('says so when what it has committed lies beyond the end, where consuming fails as well', async () => {
      const topic = await kafka.freshTopic(1);
      await kafka.produce(topic, numbers(5));
      const options = { groupId: 'beyond', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
      const admin = new Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.setOffsets({ groupId: 'beyond', topic, partitions: [{ partition: 0, offset: '100' }] });
      await admin.disconnect();
      expect(await lagOf('beyond')).toMatchObject({ lag: { [topic]: undefined }, beyondEnd: { [topic]: [0] } });
      expect(await rejection(consume(kafka.client, options, () => undefined))).toMatchObject({
        code: 'OFFSET_OUT_OF_RANGE',
      });
      const read: string[] = [];
      await consume(
        kafka.client,
        { ...options, offsetReset: 'earliest' },
        (batch) => void read.push(...valuesOf(batch)),
      );
      expect(read).toEqual(numbers(5));
      expect(await lagOf('beyond')).toMatchObject({ lag: { [topic]: 0 }, beyondEnd: {} });
    });

    test('counts from where a group that starts at the end has started, before it has read anything', async () => {
      const topic = await kafka.freshTopic(1);
      await kafka.produce(topic, numbers(5));
      const options = { groupId: 'at-the-end', topics: [topic], fromBeginning: false, until: 'caught-up' as const };
      await consume(kafka.client, options, () => undefined);
      await kafka.produce(topic, numbers(2));
      expect(await lagOf('at-the-end')).toMatchObject({ lag: { [topic]: 2 }, uncommitted: { [topic]: 0 } });
    });
  });

  test('says that groups may be missing while a broker that could coordinate them is silent', async () => {
    await kafka.local.kill('broker', 2, 'SIGSTOP');
    try {
      const { unavailableGroups } = await health(kafka.client);
      expect(unavailableGroups).toEqual([expect.stringMatching(/^broker 2 does not tell its groups: /)]);
    } finally {
      await kafka.local.kill('broker', 2, 'SIGCONT');
    }
    await eventually('it tells them again', async () => {
      const { unavailableGroups, partitions } = await health(kafka.client);
      return unavailableGroups.length === 0 && partitions.underReplicated === 0;
    });
  });

  test('names a broker that was killed, and what is missing without it', async () => {
    const topic = await kafka.freshTopic(3);
    await kafka.produce(topic, numbers(10));
    await kafka.local.kill('broker', 3, 'SIGKILL');
    // The controller first tells of the loss, then of the new leaders, and those take a moment to know their offsets.
    await eventually('all is as it will stay', async () => {
      const { partitions, topics } = await health(kafka.client);
      const all = topics.find(({ name }) => name === topic);
      return partitions.underReplicated === partitions.total && all?.messages === 10 && all.inSync === 2;
    });
    const { brokers, partitions, topics } = await health(kafka.client);
    expect(brokers[2]).toEqual({ id: 3, address: undefined, leads: 0, inSync: 0, replicas: partitions.total });
    expect(partitions.offline).toBe(0);
    expect(partitions.degraded).toContainEqual({
      topic,
      partition: 0,
      isOffline: false,
      replicas: expect.any(Array) as number[],
      missing: [3],
    });
    expect(topics.find(({ name }) => name === topic)).toMatchObject({ replicationFactor: 3, inSync: 2 });

    await kafka.local.up();
    await eventually('all is in sync again', async () => (await health(kafka.client)).partitions.underReplicated === 0);
  });
});
