import * as published from 'kafkajs';
import {
  CompressionTypes,
  Kafka,
  KafkaJSProtocolError,
  logLevel,
  type Consumer,
  type ConsumerConfig,
} from '../../lib/kafkajs';
import { describeLogDirs } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const kafka = new KafkaFixture({ config: { 'group.initial.rebalance.delay.ms': 0 } });
const ours = () => new Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING });
const theirs = () => new published.Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING });

interface Member {
  readonly consumer: Consumer;
  readonly seen: string[];
  readonly joins: unknown[];
}

async function member(by: Pick<published.Kafka, 'consumer'>, topic: string, config: ConsumerConfig): Promise<Member> {
  const consumer = by.consumer(config);
  const [seen, joins]: [string[], unknown[]] = [[], []];
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => void joins.push(payload.memberAssignment[topic] ?? []));
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void seen.push(String(message.value))) });
  return { consumer, seen, joins };
}

const sorted = (values: readonly string[]): string[] => [...values].sort((a, b) => Number(a) - Number(b));

describe('a producer', () => {
  test('tells of each partition where the first message is, and what it sent is read as it was', async () => {
    const topic = await kafka.freshTopic(2);
    const producer = ours().producer();
    await producer.connect();
    const headers = { one: 'a', several: ['b', Buffer.from('c')] };
    const messages = [0, 1, 0].map((partition, n) => ({
      partition,
      key: `k${n}`,
      value: `v${n}`,
      headers,
      timestamp: '1600000000000',
    }));
    const told = await producer.send({ topic, messages, acks: 1, compression: CompressionTypes.GZIP });
    expect(told).toMatchObject([
      { topicName: topic, partition: 0, errorCode: 0, baseOffset: '0', logAppendTime: '-1', logStartOffset: '0' },
      { topicName: topic, partition: 1, errorCode: 0, baseOffset: '0' },
    ]);
    await producer.disconnect();

    const consumer = ours().consumer({ groupId: 'as it was' });
    const seen: published.EachMessagePayload[] = [];
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: (payload) => Promise.resolve(void seen.push(payload)) });
    await eventually('all are read', () => seen.length === 3);
    await consumer.disconnect();
    const [first] = seen.filter(({ partition }) => partition === 1);
    expect(first!.message).toMatchObject({ offset: '0', timestamp: '1600000000000', key: Buffer.from('k1') });
    expect(first!.message.headers).toEqual({ one: Buffer.from('a'), several: [Buffer.from('b'), Buffer.from('c')] });
  });

  test('says by the errors of kafkajs what is wrong, and what is stored all the same', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = ours().producer();
    expect(await rejection(producer.send({ topic, messages: [{ value: 'x' }] }))).toBeInstanceOf(
      published.KafkaJSError,
    );
    await producer.connect();
    const unknown = await rejection(producer.send({ topic: 'nowhere', messages: [{ value: 'x' }] }));
    expect(unknown).toBeInstanceOf(KafkaJSProtocolError);
    expect(unknown).toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION', code: 3 });
    expect(await rejection(producer.send({ topic: 'no*where', messages: [{ value: 'x' }] }))).toMatchObject({
      type: 'INVALID_TOPIC_EXCEPTION',
      message: 'The request attempted to perform an operation on an invalid topic',
    });
    const messages = [{ value: 'good' }, { value: 'x', partition: 7 }];
    expect(await rejection(producer.send({ topic, messages }))).toMatchObject({
      failed: 1,
      stored: [{ partition: 0, baseOffset: '0' }],
    });
    await producer.disconnect();
    expect(await kafka.readAll(topic)).toEqual(['good']);
  });

  test('lets a partitioner of its program choose, once for each message', async () => {
    const topic = await kafka.freshTopic(3);
    const createPartitioner = jest.fn(
      () =>
        ({ partitionMetadata }: published.PartitionerArgs) =>
          partitionMetadata.length - 1,
    );
    const producer = ours().producer({ createPartitioner });
    await producer.connect();
    const told = await producer.send({ topic, messages: numbers(5).map((value) => ({ value })) });
    await producer.disconnect();
    expect(told).toMatchObject([{ partition: 2, baseOffset: '0' }]);
  });

  test('commits a transaction with its offsets, and takes another one back', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = ours().producer({ transactionalId: 'facade', idempotent: true });
    await producer.connect();
    const kept = await producer.transaction();
    await kept.send({ topic, messages: [{ value: 'kept' }] });
    await kept.sendOffsets({
      consumerGroupId: 'sent along',
      topics: [{ topic, partitions: [{ partition: 0, offset: '1' }] }],
    });
    await kept.commit();
    expect(kept.isActive()).toBe(false);
    const dropped = await producer.transaction();
    await dropped.send({ topic, messages: [{ value: 'dropped' }] });
    await dropped.abort();
    expect(await rejection(dropped.commit())).toBeInstanceOf(published.KafkaJSNonRetriableError);
    await producer.disconnect();
    expect(await kafka.readAll(topic)).toEqual(['kept']);
    const admin = ours().admin();
    expect(await admin.fetchOffsets({ groupId: 'sent along', topics: [topic] })).toEqual([
      { topic, partitions: [{ partition: 0, offset: '1', metadata: null }] },
    ]);
    await admin.disconnect();
  });
});

test('reads what its program subscribed to, also where that does not wait for it, and describes its group', async () => {
  const topic = await kafka.freshTopic(1);
  await kafka.produce(topic, numbers(3));
  const groupId = 'not waited for';
  const consumer = ours().consumer({ groupId });
  const seen: string[] = [];
  await consumer.connect();
  void consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void seen.push(String(message.value))) });
  await eventually('all are read', () => seen.length === 3);
  const group = await consumer.describeGroup();
  expect(group).toMatchObject({ errorCode: 0, groupId, protocol: 'RoundRobinAssigner', state: 'Stable' });
  await consumer.disconnect();
});

test('compresses messages of a transaction, and commits offsets only of partitions that are still its own', async () => {
  const [input, output] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
  await kafka.produce(input, numbers(1));
  const kafkaJs = ours();
  const producer = kafkaJs.producer({ transactionalId: 'fenced by its group', idempotent: true });
  const consumer = kafkaJs.consumer({ groupId: 'fencing' });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: [input], fromBeginning: true });
  const value = 'x'.repeat(10_000);
  const isSent = new Promise<void>((sent, failed) => {
    void consumer.run({
      autoCommit: false,
      eachMessage: async () => {
        const transaction = await producer.transaction();
        await transaction.send({ topic: output, messages: [{ value }], compression: CompressionTypes.GZIP });
        const topics = [{ topic: input, partitions: [{ partition: 0, offset: '1' }] }];
        await transaction.sendOffsets({ consumerGroupId: 'fencing', topics });
        await transaction.commit().then(sent, failed);
      },
    });
  });
  await isSent;
  // A commit is answered before its markers are written.
  await eventually('it can be read', async () => (await kafka.readAll(output)).length > 0);
  expect(await kafka.readAll(output)).toEqual([value]);
  const logDirs = await describeLogDirs(kafka.client);
  const replicas = logDirs.flatMap(({ directories = [] }) => directories.flatMap((directory) => directory.replicas));
  const sizes = replicas.flatMap(({ topic, size }) => (topic === output ? [size] : []));
  expect(sizes).toHaveLength(3);
  expect(Math.max(...sizes)).toBeLessThan(value.length);

  const foreign = await producer.transaction();
  const topics = [{ topic: input, partitions: [{ partition: 7, offset: '1' }] }];
  expect(await rejection(foreign.sendOffsets({ consumerGroupId: 'fencing', topics }))).toMatchObject({
    type: 'UNKNOWN_MEMBER_ID',
  });
  await foreign.abort();
  await consumer.disconnect();
  await producer.disconnect();
});

describe('a consumer', () => {
  test('pauses within a batch, and goes on at the next message when it is resumed', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(6));
    const consumer = ours().consumer({ groupId: 'pausing' });
    const seen: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: (payload) => {
        if (seen.push(String(payload.message.value)) === 3) payload.pause();
        return Promise.resolve();
      },
    });
    await eventually('it has paused', () => consumer.paused().length === 1);
    await consumer.commitOffsets([{ topic, partition: 0, offset: '3' }]);
    expect(seen).toEqual(numbers(3));
    consumer.resume([{ topic }]);
    await eventually('it has gone on', () => seen.length === 6);
    await consumer.disconnect();
    expect(seen).toEqual(numbers(6));
  });

  test('is not handed a message again, whose handler has paused its partition and failed, until it is resumed', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(3));
    const consumer = ours().consumer({ groupId: 'pausing and failing', retry: { initialRetryTime: 10, retries: 1 } });
    const seen: string[] = [];
    let isFailing = true;
    let resume: () => void = () => undefined;
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const crashes: unknown[] = [];
    consumer.on(consumer.events.CRASH, (crash) => void crashes.push(crash));
    await consumer.run({
      eachMessage: ({ message, ...payload }) => {
        seen.push(String(message.value));
        if (!isFailing || message.offset !== '1') return Promise.resolve();
        resume = payload.pause();
        return Promise.reject(new Error('not now'));
      },
    });
    await eventually('it has paused', () => consumer.paused().length === 1);
    // Longer than its pause before it would try again.
    await consumer.commitOffsets([{ topic, partition: 0, offset: '1' }]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen).toEqual(['0', '1']);
    isFailing = false;
    resume();
    await eventually('it has gone on', () => seen.length === 4);
    await consumer.disconnect();
    expect(seen).toEqual(['0', '1', '1', '2']);
    expect(crashes).toEqual([]);
  });

  test('seeks, as soon as it runs', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(6));
    const consumer = ours().consumer({ groupId: 'seeking' });
    const seen: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const running = consumer.run({
      eachMessage: ({ message }) => Promise.resolve(void seen.push(String(message.value))),
    });
    await running;
    await eventually('the end has come', () => seen.at(-1) === '5');
    consumer.seek({ topic, partition: 0, offset: '4' });
    await eventually('it has gone back', () => seen.length === 8);
    await consumer.disconnect();
    expect(seen.slice(6)).toEqual(['4', '5']);
  });

  test('hands a batch again from where a handler that failed had come to, and skips nothing', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(6));
    const consumer = ours().consumer({ groupId: 'failing', retry: { initialRetryTime: 10, retries: 3 } });
    const seen: string[] = [];
    let failures = 0;
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => {
        if (String(message.value) === '3' && failures++ < 2) return Promise.reject(new Error('not yet'));
        seen.push(String(message.value));
        return Promise.resolve();
      },
    });
    await eventually('all are read', () => seen.length === 6);
    await consumer.disconnect();
    expect(seen).toEqual(numbers(6));
  });

  test('crashes as kafkajs does when its program is wrong, and its group goes on at what was not done', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(4));
    const consumer = ours().consumer({ groupId: 'crashing' });
    const crash = new Promise<published.ConsumerCrashEvent>((resolve) => consumer.on(consumer.events.CRASH, resolve));
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) =>
        String(message.value) === '2' ? Promise.reject(new TypeError('of the program')) : Promise.resolve(),
    });
    const { payload } = await crash;
    expect(payload).toMatchObject({ groupId: 'crashing', restart: false });
    const { consumer: next, seen } = await member(ours(), topic, { groupId: 'crashing' });
    await eventually('it goes on', () => seen.length === 2);
    await next.disconnect();
    expect(seen).toEqual(['2', '3']);
  });

  test('leaves what a batch handler has not resolved to be handed out again', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(4));
    const consumer = ours().consumer({ groupId: 'resolving' });
    const batches: string[][] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      eachBatch: (payload) => {
        const { batch } = payload;
        batches.push(batch.messages.map(({ value }) => String(value)));
        payload.resolveOffset(batch.firstOffset()!);
        return Promise.resolve();
      },
    });
    await eventually('all are resolved', () => batches.length === 4);
    await consumer.disconnect();
    expect(batches.map(([first]) => first)).toEqual(numbers(4));
  });

  test.each([
    ['kafkajs leads', theirs, ours],
    ['ours leads', ours, theirs],
  ])('shares a group with a member of kafkajs: %s', async (name, leader, follower) => {
    const topic = await kafka.freshTopic(4);
    const groupId = `shared, ${name}`;
    const first = await member(leader(), topic, { groupId, heartbeatInterval: 500, maxWaitTimeInMs: 100 });
    await kafka.produce(topic, numbers(50));
    const second = await member(follower(), topic, { groupId, heartbeatInterval: 500, maxWaitTimeInMs: 100 });
    await eventually(
      'they share',
      () => [first, second].every(({ joins }) => (joins.at(-1) as number[]).length === 2),
      60_000,
    );
    await kafka.produce(topic, numbers(50, 50));
    await eventually('all are read', () => new Set([...first.seen, ...second.seen]).size === 100);
    await first.consumer.disconnect();
    await kafka.produce(topic, numbers(50, 100));
    await eventually('the other one has all', () => new Set([...first.seen, ...second.seen]).size === 150, 60_000);
    await second.consumer.disconnect();
    expect(sorted([...new Set([...first.seen, ...second.seen])])).toEqual(numbers(150));
  });

  test('is stopped by its own handler, where kafkajs hangs (tulios/kafkajs#1147)', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(4));
    const consumer = ours().consumer({ groupId: 'stopping itself' });
    const disconnected = new Promise((resolve) => consumer.on(consumer.events.DISCONNECT, resolve));
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => (message.offset === '1' ? consumer.disconnect() : Promise.resolve()),
    });
    await disconnected;
    const next = await member(ours(), topic, { groupId: 'stopping itself' });
    await eventually('it goes on', () => next.seen.length === 2);
    await next.consumer.disconnect();
    expect(next.seen).toEqual(['2', '3']);
  });
});

test('tells of its requests, and of what it fetches, as kafkajs does', async () => {
  const topic = await kafka.freshTopic(1);
  await kafka.produce(topic, numbers(1));
  const told = async (by: Pick<published.Kafka, 'consumer'>, groupId: string) => {
    const consumer = by.consumer({ groupId });
    const payloads = new Map<string, object>();
    const { REQUEST, FETCH_START, FETCH } = consumer.events;
    for (const name of [REQUEST, FETCH_START, FETCH])
      consumer.on(name, ({ payload }) => void payloads.set(name, payload as object));
    const seen: unknown[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ eachMessage: (payload) => Promise.resolve(void seen.push(payload)) });
    await eventually('all are told', () => seen.length === 1 && payloads.size === 3);
    await consumer.disconnect();
    return Object.fromEntries([...payloads].map(([name, payload]) => [name, Object.keys(payload).sort()]));
  };
  expect(await told(ours(), 'telling as ours')).toEqual(await told(theirs(), 'telling as theirs'));
});

describe('an admin', () => {
  test('makes topics, tells of them and of groups, and takes them away', async () => {
    const admin = ours().admin();
    await admin.connect();
    const topics = [
      {
        topic: 'made',
        numPartitions: 2,
        replicationFactor: 3,
        configEntries: [{ name: 'retention.ms', value: '1000000' }],
      },
    ];
    expect(await admin.createTopics({ topics })).toBe(true);
    expect(await admin.createTopics({ topics })).toBe(false);
    expect(await admin.createPartitions({ topicPartitions: [{ topic: 'made', count: 3 }] })).toBe(true);
    const { topics: told } = await admin.fetchTopicMetadata({ topics: ['made'] });
    expect(told[0]!.partitions).toHaveLength(3);
    await kafka.produce('made', numbers(5), 1);
    expect(await admin.fetchTopicOffsets('made')).toContainEqual({ partition: 1, offset: '5', high: '5', low: '0' });
    await admin.setOffsets({ groupId: 'set', topic: 'made', partitions: [{ partition: 1, offset: '3' }] });
    expect(await admin.fetchOffsets({ groupId: 'set' })).toMatchObject([
      { topic: 'made', partitions: [{ offset: '-1' }, { offset: '3' }, {}] },
    ]);
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).toContain('set');
    expect(await admin.describeGroups(['set', 'nobody'])).toMatchObject({
      groups: [{ state: 'Empty' }, { state: 'Dead' }],
    });
    await admin.deleteGroups(['set']);
    await admin.deleteTopics({ topics: ['made'] });
    expect(await admin.listTopics()).not.toContain('made');
    expect(await admin.describeCluster()).toMatchObject({
      brokers: [{}, {}, {}],
      controller: expect.any(Number) as number,
    });
    await admin.disconnect();
  });
});
