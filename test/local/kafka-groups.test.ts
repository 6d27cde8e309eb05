import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { consume, health } from '../../lib/kafka';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';

jest.setTimeout(60_000);

const sessionTimeoutMs = 3000;
const kafka = new KafkaFixture({ config: { 'group.min.session.timeout.ms': sessionTimeoutMs } });

describe('a group', () => {
  test('goes on where it had come to', async () => {
    const topic = await kafka.freshTopic();
    const seen: string[] = [];
    const turn = () =>
      consume(
        kafka.client,
        { groupId: 'goes-on', topics: [topic], fromBeginning: true, until: 'caught-up' },
        (batch) => {
          seen.push(...valuesOf(batch));
        },
      );
    await kafka.produce(topic, numbers(10));
    expect(await turn()).toEqual({ messages: 10, ended: 'caught-up' });
    await kafka.produce(topic, numbers(5, 10));
    expect(await turn()).toEqual({ messages: 5, ended: 'caught-up' });
    expect(
      seen
        .map(Number)
        .sort((a, b) => a - b)
        .map(String),
    ).toEqual(numbers(15));
    const { groups } = await health(kafka.client);
    expect(groups.find(({ groupId }) => groupId === 'goes-on')).toMatchObject({
      state: 'Empty',
      members: 0,
      lag: { [topic]: 0 },
    });
  });

  test('commits no more than was handled', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'handled', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    expect(await consume(kafka.client, { ...options, count: 4 }, () => undefined)).toEqual({
      messages: 4,
      ended: 'count',
    });
    const failure = new Error('of the caller');
    expect(await rejection(consume(kafka.client, options, () => Promise.reject(failure)))).toBe(failure);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as careless handlers do
    expect(await rejection(consume(kafka.client, options, () => Promise.reject()))).toBeUndefined();
    const seen: string[] = [];
    await consume(kafka.client, options, (batch) => void seen.push(...valuesOf(batch)));
    expect(seen).toEqual(numbers(6, 4));
  });

  test('goes on behind messages that retention deleted before they were consumed', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'deleted', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    await consume(kafka.client, { ...options, count: 2 }, () => undefined);
    const admin = new Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '6' }] });
    await admin.disconnect();
    const seen: string[] = [];
    await consume(kafka.client, options, (batch) => void seen.push(...valuesOf(batch)));
    expect(seen).toEqual(numbers(4, 6));
  });

  test('begins at the end unless told otherwise', async () => {
    const topic = await kafka.freshTopic();
    await kafka.produce(topic, numbers(3));
    const options = { groupId: 'at-the-end', topics: [topic], fromBeginning: false, until: 'caught-up' as const };
    expect(await consume(kafka.client, options, () => undefined)).toEqual({ messages: 0, ended: 'caught-up' });
  });

  test('shares the partitions among its members, and takes over from one that leaves', async () => {
    const topic = await kafka.freshTopic(4);
    const abort = [new AbortController(), new AbortController()];
    const seen: string[][] = [[], []];
    const members = abort.map(({ signal }, index) =>
      consume(kafka.client, { groupId: 'shared', topics: [topic], fromBeginning: true, signal }, (batch) => {
        seen[index]!.push(...batch.messages.map(({ value }) => `${batch.partition}:${String(value)}`));
      }),
    );
    const total = () => new Set(seen.flat()).size;
    let sent = 0;
    const produceUntil = async (condition: () => boolean) => {
      while (!condition()) await kafka.produce(topic, numbers(8, (sent += 8) - 8));
      for (const deadline = Date.now() + 20_000; total() < sent && Date.now() < deadline;) await sleep(20);
      expect(total()).toBe(sent);
    };
    await produceUntil(() => seen.every((list) => list.length > 0));
    const partitionsOf = (list: string[]) => new Set(list.slice(-8).map((entry) => entry.split(':')[0]));
    expect(partitionsOf(seen[1]!).size).toBeLessThanOrEqual(2);

    abort[0]!.abort();
    expect(await members[0]).toMatchObject({ ended: 'signal' });
    const before = seen[0]!.length;
    await produceUntil(() => partitionsOf(seen[1]!).size > 2);
    expect(seen[0]).toHaveLength(before);
    abort[1]!.abort();
    await members[1];
  });

  test('keeps a member whose handler takes longer than the session', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, ['slow']);
    const options = { groupId: 'slow', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    const handled: string[] = [];
    const consumed = await consume(kafka.client, { ...options, sessionTimeoutMs }, async (batch, signal) => {
      await sleep(1.5 * sessionTimeoutMs);
      handled.push(...valuesOf(batch));
      expect(signal.aborted).toBe(false);
    });
    expect(consumed).toEqual({ messages: 1, ended: 'caught-up' });
    expect(handled).toEqual(['slow']);
    const { groups } = await health(kafka.client);
    expect(groups.find(({ groupId }) => groupId === 'slow')?.lag).toEqual({ [topic]: 0 });
  });

  test('ends with an error that names the topic when there is none', async () => {
    const options = { groupId: 'nothing', topics: ['nowhere'], fromBeginning: true };
    expect(await rejection(consume(kafka.client, options, () => undefined))).toMatchObject({
      code: 'UNKNOWN_TOPIC',
    });
  });
});

describe('a committed read', () => {
  test('leaves out overlapping aborted transactions, as Kafka does and published kafkajs does not', async () => {
    const topic = await kafka.freshTopic(1);
    const published = new Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING });
    const [first, second] = ['overlap-1', 'overlap-2'].map((transactionalId) =>
      published.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 }),
    ) as [ReturnType<Kafka['producer']>, ReturnType<Kafka['producer']>];
    await Promise.all([first.connect(), second.connect()]);
    const send = (to: Pick<typeof first, 'send'>, value: string) =>
      to.send({ topic, messages: [{ value, partition: 0 }] });
    const long = await first.transaction();
    await send(long, 'aborted 1');
    const short = await second.transaction();
    await send(short, 'aborted 2');
    await short.abort();
    await send(long, 'aborted 3');
    await long.abort();
    const good = await first.transaction();
    await send(good, 'committed');
    await good.commit();
    const open = await second.transaction();
    await send(open, 'open');

    expect(await kafka.readAll(topic)).toEqual(['committed']);
    const grouped: string[] = [];
    await consume(
      kafka.client,
      { groupId: 'committed', topics: [topic], fromBeginning: true, until: 'caught-up' },
      (batch) => {
        grouped.push(...valuesOf(batch));
      },
    );
    expect(grouped).toEqual(['committed']);
    expect(await kafka.readAll(topic, { isolation: 'read_uncommitted' })).toEqual([
      'aborted 1',
      'aborted 2',
      'aborted 3',
      'committed',
      'open',
    ]);

    // The first that Kafka's own consumer sees: how long it takes to begin must not matter.
    const { stdout } = await runKafkaTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      ...['--bootstrap-server', kafka.local.bootstrap[0]!, '--topic', topic, '--from-beginning'],
      ...['--max-messages', '1', '--timeout-ms', '60000'],
      ...['--consumer-property', 'isolation.level=read_committed'],
    ]);
    expect(stdout.trim().split('\n')).toEqual(['committed']);

    const seen: string[] = [];
    const consumer = published.consumer({ groupId: 'published', maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const done = new Promise<void>((resolve) => {
      const eachMessage = ({ message }: { message: { value: Buffer | null } }) => {
        seen.push(String(message.value));
        if (seen.at(-1) === 'committed') resolve();
        return Promise.resolve();
      };
      void consumer.run({ eachMessage });
    });
    await done;
    await consumer.disconnect();
    expect(seen).toContain('aborted 1');
    await open.abort();
    await Promise.all([first.disconnect(), second.disconnect()]);
  });
});
