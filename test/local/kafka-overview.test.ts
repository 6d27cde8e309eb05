import {
  alterTopicConfig,
  consume,
  createTopic,
  describeConfig,
  describeLogDirs,
  groupCommits,
  layout,
  ping,
  topicOffsets,
  type ConfigEntry,
} from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

describe('what is known of a whole cluster in a few requests', () => {
  test('is which brokers there are, and what each leads and holds', async () => {
    const topic = await kafka.freshTopic(3);
    const { brokers, topics, clusterId, controllerId } = await layout(kafka.client);
    expect(brokers).toEqual(
      kafka.local.bootstrap.map((address, index) => ({ id: index + 1, address, rack: undefined })),
    );
    expect([clusterId, brokers.some(({ id }) => id === controllerId)]).toEqual([kafka.client.clusterId, true]);
    const found = topics.find(({ name }) => name === topic)!;
    expect(found.partitions.map(({ partition }) => partition)).toEqual([0, 1, 2]);
    for (const { leader, replicas, inSync } of found.partitions) {
      expect([...replicas].sort()).toEqual([1, 2, 3]);
      expect([inSync.length, leader]).toEqual([3, replicas[0]]);
    }
  });

  test('is where partitions begin and end, of all topics at once', async () => {
    const [one, other] = [await kafka.freshTopic(2), await kafka.freshTopic(1)];
    await kafka.produce(one, numbers(5), 1);
    const { topics } = await layout(kafka.client);
    const asked = topics.filter(({ name }) => [one, other].includes(name));
    const [first, next] = await Promise.all(
      (['earliest', 'latest'] as const).map((position) => topicOffsets(kafka.client, asked, position)),
    );
    expect([first!.get(one), next!.get(one), next!.get(other)]).toEqual([[0, 0], [0, 5], [0]]);
  });

  test('is what groups have committed', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(5), 0);
    const options = { groupId: 'committed', topics: [topic], fromBeginning: true, count: 3 };
    await consume(kafka.client, options, () => undefined);
    const { groups, unavailable } = await groupCommits(kafka.client);
    expect(unavailable).toEqual([]);
    expect(groups.find(({ groupId }) => groupId === 'committed')).toEqual({
      groupId: 'committed',
      state: 'Empty',
      protocolType: 'consumer',
      known: { members: 0, offsets: [{ topic, partition: 0, offset: 3 }] },
    });
  });

  test('is what lies on the disks of its brokers', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(100), 0);
    const brokers = await describeLogDirs(kafka.client);
    expect(brokers.map(({ broker }) => broker)).toEqual([1, 2, 3]);
    for (const { directories } of brokers) {
      const [{ totalBytes, usableBytes, replicas }] = directories as [NonNullable<typeof directories>[number]];
      expect(totalBytes).toBeGreaterThan(usableBytes!);
      const sizes = replicas.filter((replica) => replica.topic === topic);
      expect(sizes).toContainEqual({ topic, partition: 1, size: 0, isFuture: false });
      expect(sizes.find(({ partition }) => partition === 0)!.size).toBeGreaterThan(100);
    }
  });
});

describe('a configuration', () => {
  const named = (entries: readonly ConfigEntry[], name: string) => entries.find((entry) => entry.name === name);

  test('of a topic tells where each value comes from, and what would be without it', async () => {
    const name = 'configured';
    await createTopic(kafka.client, { name, partitions: 1, replicationFactor: 1 });
    await alterTopicConfig(kafka.client, name, { set: { 'max.message.bytes': 1000 } });
    await eventually('it is set', async () => {
      const entries = await describeConfig(kafka.client, { topic: name });
      return named(entries, 'max.message.bytes')?.value === '1000';
    });
    const entries = await describeConfig(kafka.client, { topic: name });
    expect(named(entries, 'max.message.bytes')).toMatchObject({
      source: 'topic',
      otherwise: '1048588',
      isReadOnly: false,
    });
    expect(named(entries, 'max.message.bytes')!.documentation).toMatch(/largest record batch size/);
    expect(named(entries, 'flush.ms')).toMatchObject({ source: 'default', otherwise: undefined });
  });

  test('of a broker is its own', async () => {
    const entries = await describeConfig(kafka.client, { broker: 2 });
    expect(named(entries, 'broker.id')).toMatchObject({ value: '2', source: 'static', isReadOnly: true });
  });

  test('of a topic or a broker that is not there is an error', async () => {
    const unknown = await rejection(describeConfig(kafka.client, { topic: 'nowhere' }));
    expect(unknown).toMatchObject({ code: 'UNKNOWN_TOPIC' });
    const gone = await rejection(describeConfig(kafka.client, { broker: 9 }, { deadlineMs: 200 }));
    expect(gone).toMatchObject({ code: 'CANNOT_CONNECT', message: expect.stringContaining('broker 9') as unknown });
  });
});

// The last: it has one broker less afterwards.
test('a broker that was killed, or is frozen, is known not to answer while it is still registered', async () => {
  const answers = async () =>
    (await ping(kafka.client)).map((pong) => [pong.broker, 'tookMs' in pong ? 'answers' : pong.fault]);
  expect(await answers()).toEqual([1, 2, 3].map((id) => [id, 'answers']));
  await kafka.local.kill('broker', 3, 'SIGSTOP');
  expect((await answers())[2]).toEqual([3, expect.stringMatching(/answer/)]);
  await kafka.local.kill('broker', 3, 'SIGCONT');
  await eventually('it answers again', async () => (await answers())[2]?.[1] === 'answers');
  await kafka.local.kill('broker', 3, 'SIGKILL');
  expect(await answers()).toEqual([
    [1, 'answers'],
    [2, 'answers'],
    [3, expect.stringMatching(/refuses connections|closed|ended|answer/)],
  ]);
  expect((await describeLogDirs(kafka.client))[2]).toMatchObject({ broker: 3, directories: undefined });
});
