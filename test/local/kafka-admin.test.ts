import {
  addPartitions,
  alterBrokerConfig,
  alterGroupOffsets,
  alterTopicConfig,
  consume,
  createAcls,
  createTopic,
  deleteAcls,
  deleteGroup,
  deleteGroupOffsets,
  deleteRecords,
  describeGroup,
  describeTopic,
  electLeaders,
  findOffsets,
  listAcls,
  listGroups,
  listReassignments,
  listTopics,
  reassignPartitions,
  untilReassigned,
  type KafkaError,
} from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';

jest.setTimeout(90_000);

const kafka = new KafkaFixture();

/** What Kafka's own tool says. */
async function tool(name: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await runKafkaTool(name, ['--bootstrap-server', kafka.local.bootstrap[0]!, ...args]);
  expect(exitCode).toBe(0);
  return stdout;
}

const partitionsOf = async (topic: string) => (await describeTopic(kafka.client, topic)).partitionDetails;

describe('replicas', () => {
  test('are moved to other brokers, with their messages', async () => {
    const topic = 'moved';
    await createTopic(kafka.client, { name: topic, partitions: 2, replicationFactor: 1 });
    await kafka.produce(topic, numbers(100));
    const moves = (await partitionsOf(topic)).map(({ partition, replicas: [from] }) => ({
      topic,
      partition,
      replicas: [(from! % 3) + 1, ((from! + 1) % 3) + 1],
    }));
    await reassignPartitions(kafka.client, moves);
    await untilReassigned(kafka.client, moves, { deadlineMs: 30_000 });
    expect(await listReassignments(kafka.client)).toEqual([]);
    const wanted = moves.map(({ replicas }) => replicas.join()).join(' ');
    // The controller knows; the broker that is asked may be told later.
    await eventually('all know where they are', async () => {
      const there = await partitionsOf(topic);
      return there.map(({ replicas }) => replicas.join()).join(' ') === wanted;
    });
    expect((await kafka.readAll(topic)).map(Number).sort((a, b) => a - b)).toEqual(numbers(100).map(Number));
  });

  // A broker that takes no copy: it is stopped in its tracks.
  test('that are on their way are told, and stay where they were once that is cancelled', async () => {
    const topic = 'cancelled';
    await createTopic(kafka.client, { name: topic, partitions: 1, replicationFactor: 1 });
    await kafka.produce(topic, numbers(10));
    const before = (await partitionsOf(topic))[0]!.replicas;
    const { forController } = kafka.client.metadata;
    const frozen = [1, 2, 3].find((id) => id !== forController && id !== before[0]!)!;
    await kafka.local.kill('broker', frozen, 'SIGSTOP');
    try {
      const place = { topic, partition: 0 };
      await reassignPartitions(kafka.client, [{ ...place, replicas: [frozen] }]);
      expect(await listReassignments(kafka.client)).toEqual([
        { ...place, replicas: [frozen, ...before], adding: [frozen], removing: before },
      ]);
      expect(await rejection(untilReassigned(kafka.client, [place], { deadlineMs: 1200 }))).toMatchObject({
        code: 'NOT_DONE',
        message: 'replicas are still being moved: cancelled/0',
      });
      await reassignPartitions(kafka.client, [{ ...place, replicas: 'cancel' }]);
      expect(await listReassignments(kafka.client)).toEqual([]);
      const refused = await rejection(reassignPartitions(kafka.client, [{ ...place, replicas: 'cancel' }]));
      expect(refused).toMatchObject({ code: 'NO_REASSIGNMENT_IN_PROGRESS', topic, partition: 0 });
    } finally {
      await kafka.local.kill('broker', frozen, 'SIGCONT');
    }
    await eventually('all brokers are back', async () => (await kafka.client.refresh()).brokers.size === 3);
    expect((await partitionsOf(topic))[0]!.replicas).toEqual(before);
  });

  test.each([
    [{ topic: 'moved', partition: 0, replicas: [9] }, 'INVALID_REPLICA_ASSIGNMENT', /^moved\/0 was not moved: .*9/],
    [
      { topic: 'moved', partition: 7, replicas: [1] },
      'UNKNOWN_PARTITION',
      /has the partitions 0 to 1, but 7 was given/,
    ],
    [
      { topic: 'mved', partition: 0, replicas: [1] },
      'UNKNOWN_TOPIC',
      /^there is no topic "mved": did you mean "moved"\?$/,
    ],
  ])('are not moved: %j', async (assignment, code, message) => {
    const error = await rejection(reassignPartitions(kafka.client, [assignment]));
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(message);
  });
});

describe('leaders', () => {
  test('are elected as preferred, and told which could not be', async () => {
    const topic = 'elected';
    await createTopic(kafka.client, { name: topic, partitions: 1, replicationFactor: 2 });
    const { leader, replicas } = (await partitionsOf(topic))[0]!;
    const other = replicas.find((id) => id !== leader)!;
    const place = { topic, partition: 0 };
    await reassignPartitions(kafka.client, [{ ...place, replicas: [other, leader!] }]);
    await untilReassigned(kafka.client, [place], { deadlineMs: 30_000 });
    const [elected] = await electLeaders(kafka.client, { partitions: [place] });
    expect(elected).toEqual({ ...place, outcome: 'elected', error: undefined });
    await eventually('it leads', async () => (await partitionsOf(topic))[0]!.leader === other);
    // Once more: none is needed.
    expect(await electLeaders(kafka.client, { partitions: [place] })).toMatchObject([
      { ...place, outcome: 'not needed' },
    ]);
    const unknown = await electLeaders(kafka.client, { partitions: [{ topic: 'nowhere', partition: 0 }] });
    expect(unknown).toMatchObject([{ topic: 'nowhere', error: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } }]);
  });

  test('are elected uncleanly where no replica in sync is left', async () => {
    const topic = 'unclean';
    await createTopic(kafka.client, { name: topic, partitions: 1, replicationFactor: 2 });
    const { forController } = kafka.client.metadata;
    const replicas = [1, 2, 3].filter((id) => id !== forController);
    const place = { topic, partition: 0 };
    await reassignPartitions(kafka.client, [{ ...place, replicas }]);
    await untilReassigned(kafka.client, [place], { deadlineMs: 30_000 });
    const [first, last] = replicas as [number, number];
    const partition = async () => (await kafka.client.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;
    await kafka.local.kill('broker', first, 'SIGKILL');
    await eventually('one is in sync', async () => (await partition()).inSync.join() === `${last}`);
    // Frozen, so that `up` does not start it: what is in sync is not up, and what is up is not in sync.
    await kafka.local.kill('broker', last, 'SIGSTOP');
    await eventually('nobody leads', async () => (await partition()).leader === undefined);
    const starting = kafka.local.up();
    await eventually('the first is back', async () => (await kafka.client.refresh()).brokers.has(first));
    expect(await electLeaders(kafka.client, { type: 'preferred', partitions: [place] })).toMatchObject([
      { ...place, outcome: 'failed', error: { code: 'PREFERRED_LEADER_NOT_AVAILABLE' } },
    ]);
    expect(await electLeaders(kafka.client, { type: 'unclean' })).toContainEqual({
      ...place,
      outcome: 'elected',
      error: undefined,
    });
    await eventually('it leads', async () => (await partition()).leader === first);
    await kafka.local.kill('broker', last, 'SIGCONT');
    await starting;
    await kafka.client.refresh();
  });
});

describe('messages', () => {
  test('are deleted before an offset, or all of them', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(10), 0);
    await kafka.produce(topic, numbers(5, 10), 1);
    expect(await deleteRecords(kafka.client, [{ topic, partition: 0, before: 4 }])).toEqual([
      { topic, partition: 0, firstOffset: 4 },
    ]);
    expect((await kafka.readAll(topic)).length).toBe(11);
    const all = [0, 1].map((partition) => ({ topic, partition, before: 'end' as const }));
    expect(await deleteRecords(kafka.client, all)).toMatchObject([{ firstOffset: 10 }, { firstOffset: 5 }]);
    expect(await kafka.readAll(topic)).toEqual([]);
  });

  test('are not deleted beyond the end, nor of a topic that keeps them by key', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(5), 0);
    const [whole, beyond] = [
      { topic, partition: 0, before: 5 },
      { topic, partition: 1, before: 1 },
    ];
    expect(await rejection(deleteRecords(kafka.client, [whole, beyond]))).toMatchObject({
      code: 'OFFSET_OUT_OF_RANGE',
      message: `offset 1 is beyond the end of ${topic}/1, whose next offset is 0: nothing is deleted; "end" means all`,
      topic,
      partition: 1,
    });
    expect(await kafka.readAll(topic)).toHaveLength(5);
    await alterTopicConfig(kafka.client, topic, { set: { 'cleanup.policy': 'compact' } });
    const outcome = () =>
      deleteRecords(kafka.client, [{ topic, partition: 0, before: 'end' }]).then(
        () => 'deleted',
        (error: unknown) => (error as KafkaError).code,
      );
    // Nothing is there to be deleted; the leader learns of the policy a little later.
    await eventually('it is refused', async () => (await outcome()) === 'POLICY_VIOLATION', undefined, outcome);
  });
});

describe('what a group has committed', () => {
  const consumed = async (groupId: string): Promise<string> => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(10), 0);
    await kafka.produce(topic, numbers(5, 10), 1);
    const options = { groupId, topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    await consume(kafka.client, options, () => undefined);
    return topic;
  };

  test('is told, with what is left to read', async () => {
    const topic = await consumed('told');
    await kafka.produce(topic, ['more'], 1);
    expect(await listGroups(kafka.client)).toContainEqual({
      groupId: 'told',
      state: 'Empty',
      protocolType: 'consumer',
    });
    const { offsets, members } = await describeGroup(kafka.client, 'told');
    expect(members).toEqual([]);
    expect(offsets.map(({ partition, offset, endOffset }) => ({ partition, offset, endOffset }))).toEqual([
      { partition: 0, offset: 10, endOffset: 10 },
      { partition: 1, offset: 5, endOffset: 6 },
    ]);
    expect(await rejection(describeGroup(kafka.client, 'unheard'))).toMatchObject({ code: 'GROUP_ID_NOT_FOUND' });
  });

  test('is set to the beginning, the end, an offset or a time, as Kafka itself sees it', async () => {
    const topic = await consumed('reset');
    // The tool ends with 0 where no answer came in time, and gives five seconds unless it is told otherwise.
    const describe = ['--describe', '--group', 'reset', '--timeout', '60000'];
    const offsets = async () =>
      [
        ...(await tool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ...describe)).matchAll(
          /^reset +\S+ +(\d) +(\d+)/gm,
        ),
      ]
        .sort(([, a], [, b]) => Number(a) - Number(b))
        .map(([, , offset]) => Number(offset));
    const set = async (position: Parameters<typeof findOffsets>[2]) =>
      alterGroupOffsets(kafka.client, 'reset', await findOffsets(kafka.client, topic, position));
    expect(await offsets()).toEqual([10, 5]);
    await set('earliest');
    expect(await offsets()).toEqual([0, 0]);
    await set({ offset: 3 });
    expect(await offsets()).toEqual([3, 3]);
    await set({ timestamp: Date.now() + 60_000 });
    expect(await offsets()).toEqual([10, 5]);
    await set({ timestamp: 1 });
    expect(await offsets()).toEqual([0, 0]);
    await set('latest');
    expect(await offsets()).toEqual([10, 5]);
    expect(await rejection(findOffsets(kafka.client, topic, { offset: 7 }))).toMatchObject({
      code: 'OFFSET_OUT_OF_RANGE',
      message: `${topic}/1 has the offsets 0 to 5, but 7 was given`,
    });
  });

  test('is forgotten: for a topic, or with the group', async () => {
    const topic = await consumed('forgotten');
    await deleteGroupOffsets(kafka.client, 'forgotten', [{ topic, partition: 1 }]);
    expect((await describeGroup(kafka.client, 'forgotten')).offsets.map(({ partition }) => partition)).toEqual([0]);
    await deleteGroup(kafka.client, 'forgotten');
    expect((await listGroups(kafka.client)).map(({ groupId }) => groupId)).not.toContain('forgotten');
    expect(await rejection(deleteGroup(kafka.client, 'forgotten'))).toMatchObject({ code: 'GROUP_ID_NOT_FOUND' });
    expect(await rejection(deleteGroupOffsets(kafka.client, 'forgotten', [{ topic, partition: 0 }]))).toMatchObject({
      code: 'GROUP_ID_NOT_FOUND',
    });
  });

  test('is not touched while the group has members', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, ['first']);
    const stop = new AbortController();
    let isMember = false;
    const member = consume(
      kafka.client,
      { groupId: 'busy', topics: [topic], fromBeginning: true, until: 'never', signal: stop.signal },
      () => void (isMember = true),
    );
    await eventually('it is a member', () => isMember);
    const place = { topic, partition: 0 };
    const busy = 'group "busy" has members: stop them first, or they go on where they are';
    expect(await rejection(alterGroupOffsets(kafka.client, 'busy', [{ ...place, offset: 0 }]))).toMatchObject({
      code: 'NON_EMPTY_GROUP',
      message: busy,
    });
    expect(await rejection(deleteGroup(kafka.client, 'busy'))).toMatchObject({
      code: 'NON_EMPTY_GROUP',
      message: busy,
    });
    expect(await rejection(deleteGroupOffsets(kafka.client, 'busy', [place]))).toMatchObject({
      code: 'GROUP_SUBSCRIBED_TO_TOPIC',
    });
    expect((await describeGroup(kafka.client, 'busy')).members).toHaveLength(1);
    stop.abort();
    await member.catch(() => undefined);
  });
});

describe('properties', () => {
  test('of a topic are set and reset, and others stay', async () => {
    const topic = await kafka.freshTopic(1);
    const own = async () =>
      Object.fromEntries((await describeTopic(kafka.client, topic)).config.map(({ name, value }) => [name, value]));
    await alterTopicConfig(kafka.client, topic, { set: { 'retention.ms': 1000, 'segment.bytes': 1_048_576 } });
    await alterTopicConfig(kafka.client, topic, { set: { 'max.message.bytes': 2000 }, reset: ['retention.ms'] });
    expect(await own()).toEqual({ 'segment.bytes': '1048576', 'max.message.bytes': '2000' });
    expect(await rejection(alterTopicConfig(kafka.client, topic, { set: { 'retention.ms': 'soon' } }))).toMatchObject({
      code: 'INVALID_TOPIC_CONFIG',
    });
    expect(await rejection(alterTopicConfig(kafka.client, 'nowhere', { reset: [] }))).toMatchObject({
      code: 'UNKNOWN_TOPIC',
    });
  });

  test('count min.insync.replicas as the replicas there are, should there be fewer', async () => {
    const topic = await kafka.freshTopic(1);
    const set = (minInSync: number) =>
      alterTopicConfig(kafka.client, topic, { set: { 'min.insync.replicas': minInSync } });
    expect(await rejection(set(4))).toMatchObject({
      code: 'INVALID_TOPIC_CONFIG',
      message: `min.insync.replicas of topic "${topic}" is 4, but its replication factor 3: it would count as 3; use 1 to 3`,
    });
    await set(3);
    const place = { topic, partition: 0 };
    await reassignPartitions(kafka.client, [{ ...place, replicas: [1] }]);
    await untilReassigned(kafka.client, [place], { deadlineMs: 30_000 });
    await kafka.produce(topic, numbers(3));
    expect(await kafka.readAll(topic)).toEqual(numbers(3));
  });

  test('of one broker or of all are set while they run, unless they only count at a start', async () => {
    const described = (...of: readonly string[]) =>
      tool('kafka.admin.ConfigCommand', '--describe', '--entity-type', 'brokers', ...of);
    await alterBrokerConfig(kafka.client, 2, { set: { 'log.cleaner.threads': 2 } });
    await alterBrokerConfig(kafka.client, 'all', { set: { 'log.retention.ms': 3_600_000 } });
    expect(await described('--entity-name', '2')).toMatch(/log\.cleaner\.threads=2 /);
    expect(await described('--entity-default')).toMatch(/log\.retention\.ms=3600000 /);
    await alterBrokerConfig(kafka.client, 2, { reset: ['log.cleaner.threads'] });
    expect(await described('--entity-name', '2')).not.toMatch(/log\.cleaner\.threads=2 /);
    const refused = await rejection(alterBrokerConfig(kafka.client, 2, { set: { 'broker.id': 7 } }));
    expect(refused).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await rejection(alterBrokerConfig(kafka.client, 9, { reset: [] }, { deadlineMs: 500 }))).toMatchObject({
      code: 'CANNOT_CONNECT',
      broker: 9,
    });
  });
});

test('tells who lists, creates or deletes ACLs that brokers without an authorizer have none', async () => {
  const acl = {
    resourceType: 'topic',
    resourceName: 'orders',
    principal: 'User:alice',
    operation: 'read',
    permissionType: 'allow',
  } as const;
  for (const asked of [listAcls(kafka.client), createAcls(kafka.client, [acl]), deleteAcls(kafka.client, [acl])].map(
    rejection,
  )) {
    expect(await asked).toMatchObject({ code: 'SECURITY_DISABLED' });
    expect((await asked).message).toMatch(/: the brokers have no authorizer: set authorizer.class.name$/);
  }
});

describe('partitions', () => {
  test('are added to a topic, and never removed', async () => {
    const topic = await kafka.freshTopic(2);
    await addPartitions(kafka.client, topic, 5);
    expect((await listTopics(kafka.client)).find(({ name }) => name === topic)).toMatchObject({ partitions: 5 });
    for (const count of [5, 3]) {
      expect(await rejection(addPartitions(kafka.client, topic, count))).toMatchObject({ code: 'INVALID_PARTITIONS' });
    }
    expect(await rejection(addPartitions(kafka.client, 'nowhere', 2))).toMatchObject({ code: 'UNKNOWN_TOPIC' });
  });
});
