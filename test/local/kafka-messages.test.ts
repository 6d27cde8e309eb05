import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connect,
  createProducer,
  ensureTopics,
  KafkaError,
  lastHeader,
  read,
  transform,
  type ReadOptions,
} from '../../lib/kafka';
import { Partitioner } from '../../lib/kafka/producer/partitioner';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';
import { run } from '../support/run';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

describe('producing', () => {
  test('says what is wrong with a topic that is not there', async () => {
    const producer = await createProducer(kafka.client);
    const delivery = await producer.send({ topic: 'nowhere', value: 'a' });
    expect(delivery).toMatchObject({ outcome: 'failed', error: { code: 'UNKNOWN_TOPIC' } });
    await producer.close();
  });

  test('lets one message that is too large fail alone', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = await createProducer(kafka.client);
    const values = [...numbers(5), 'x'.repeat(1_100_000), ...numbers(5, 5)];
    const deliveries = await Promise.all(values.map((value) => producer.send({ topic, value })));
    await producer.close();
    expect(deliveries[5]).toMatchObject({ outcome: 'failed', error: { code: 'MESSAGE_TOO_LARGE' } });
    expect(await kafka.readAll(topic)).toEqual(numbers(10));
  });

  test.each(['none', 'gzip', 'snappy'] as const)(
    'is understood by Kafka itself, compression %s',
    async (compression) => {
      const topic = await kafka.freshTopic(1);
      const producer = await createProducer(kafka.client, { compression });
      const headers = { a: '1', b: ['2', '3'] };
      await producer.send({ topic, key: 'clé', value: 'värde', headers, timestamp: 1_700_000_000_000 });
      await producer.close();
      const { stdout } = await runKafkaTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
        ...[
          '--bootstrap-server',
          kafka.local.bootstrap[0]!,
          '--topic',
          topic,
          '--from-beginning',
          '--max-messages',
          '1',
        ],
        ...['key', 'headers', 'timestamp'].flatMap((what) => ['--property', `print.${what}=true`]),
      ]);
      expect(stdout).toBe('CreateTime:1700000000000\ta:1,b:2,b:3\tclé\tvärde\n');
    },
  );
});

const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;

withKcat('headers keep their order and repetitions, here and with kcat', async () => {
  const topic = await kafka.freshTopic(1);
  const copy = await kafka.freshTopic(1);
  const headers = [
    ...([
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
      ['10', 'x'],
      ['2', 'y'],
    ] as const),
    ...([
      ['', 'no name'],
      ['none', null],
      ['empty', ''],
    ] as const),
  ] as const;
  const producer = await createProducer(kafka.client);
  const headersIn = async (from: string) => {
    const printed = await run('kcat', ['-b', kafka.local.bootstrap[0]!, '-C', '-t', from, '-e', '-q', '-J']);
    return (JSON.parse(printed.stdout) as { headers: unknown }).headers;
  };
  await producer.send({ topic, value: 'a', headers });
  const options = { groupId: 'copying', topics: [topic], fromBeginning: true, count: 1, transactionalId: 'copying' };
  await transform(kafka.client, options, async ({ messages }, transaction) => {
    for (const message of messages) await transaction.send({ ...message, topic: copy });
  });
  for (const place of [topic, copy]) expect(await headersIn(place)).toEqual(headers.flat());
  for await (const { messages } of read(kafka.client, { topic: copy })) {
    expect(messages[0]!.headers.map(([name, value]) => [name, value?.toString() ?? null])).toEqual(headers);
    expect(String(lastHeader(messages[0]!.headers, 'b'))).toBe('3');
  }
  await producer.close();
});

describe('what other clients write', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `${i} of customer ${(i * 7919) % 100}`);
  const input = lines.map((line) => `${line}\n`).join('');
  const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

  withKcat.each(codecs)('is read, by librdkafka in %s', async (codec) => {
    const topic = await kafka.freshTopic(1);
    const args = ['-P', '-b', kafka.local.bootstrap[0]!, '-t', topic, '-z', codec, '-X', 'linger.ms=50'];
    expect(await run('kcat', args, { input })).toMatchObject({ exitCode: 0 });
    expect(await kafka.readAll(topic)).toEqual(lines);
  });

  test.each(codecs)('is read, by Java in %s', async (codec) => {
    const topic = await kafka.freshTopic(1);
    const args = ['--bootstrap-server', kafka.local.bootstrap[0]!, '--topic', topic, '--compression-codec', codec];
    await runKafkaTool('kafka.tools.ConsoleProducer', args, input);
    expect(await kafka.readAll(topic)).toEqual(lines);
  });

  withKcat('is where our messages of the same keys would be: 2000 random ones', async () => {
    const topic = await kafka.freshTopic(7);
    const keys = Array.from({ length: 2000 }, () => randomKey(randomInt(201)));
    const messages = keys.map((key, i) => `${key}\t${i}\n`).join('');
    const args = ['-P', '-b', kafka.local.bootstrap[0]!, '-t', topic, '-K', '\t', '-X', 'partitioner=murmur2_random'];
    expect(await run('kcat', args, { input: messages })).toMatchObject({ exitCode: 0 });
    const theirs: number[] = [];
    for await (const { partition, messages } of read(kafka.client, { topic }))
      for (const { key, value } of messages) {
        expect(String(key)).toBe(keys[Number(value)]);
        theirs[Number(value)] = partition;
      }
    const partitioner = new Partitioner(7);
    expect(theirs).toEqual(keys.map((key) => partitioner.choose(Buffer.from(key), 0)));
    expect(new Set(theirs).size).toBe(7);
  });
});

/** First and last code points of one to four bytes in UTF-8, without those that end keys and messages in kcat's input. */
const RANGES = [
  [0x20, 0x7e],
  [0x80, 0x7ff],
  [0x800, 0xd7ff],
  [0x1_0000, 0x1_ffff],
] as const;

/** Of so many bytes at most. */
function randomKey(bytes: number): string {
  let key = '';
  for (let size = 0; ;) {
    const [first, last] = RANGES[randomInt(4)]!;
    const character = String.fromCodePoint(randomInt(first, last + 1));
    size += Buffer.byteLength(character);
    if (size > bytes) return key;
    key += character;
  }
}

describe('reading', () => {
  let topic: string;
  let middle: number;
  beforeAll(async () => {
    topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(10), 0);
    await sleep(5);
    middle = Date.now();
    await kafka.produce(topic, numbers(10, 10), 0);
    await kafka.produce(topic, ['99'], 1);
  });

  test.each<[string, Omit<ReadOptions, 'topic'>, string[]]>([
    ['all by default', {}, [...numbers(20), '99']],
    ['of some partitions', { partitions: [1] }, ['99']],
    ['from an offset', { partitions: [0], from: { offset: 17 } }, numbers(3, 17)],
    ['from an offset for each partition', { from: { offset: { 0: 19, 1: 1 } } }, ['19']],
    ['the last ones', { partitions: [0], from: { last: 2 } }, numbers(2, 18)],
    ['the last ones of fewer', { partitions: [1], from: { last: 5 } }, ['99']],
    ['all but the first ones', { partitions: [0], from: { skip: 15 } }, numbers(5, 15)],
    ['none after the end', { from: 'end' }, []],
    ['up to an offset', { partitions: [0], before: 3 }, numbers(3)],
    ['up to an offset that is not there yet', { partitions: [0], from: { offset: 18 }, before: 1000 }, numbers(2, 18)],
    ['a range that some partitions have nothing of', { from: { offset: 18 }, before: 30 }, numbers(2, 18)],
    ['so many', { partitions: [0], count: 4 }, numbers(4)],
    ['none that are younger than now', { from: { timestamp: Date.now() + 3_600_000 } }, []],
  ])('gives %s', async (_, options, expected) => {
    expect((await kafka.readAll(topic, options)).sort((a, b) => Number(a) - Number(b))).toEqual(expected);
  });

  test('gives what is of some time or younger', async () => {
    expect(await kafka.readAll(topic, { partitions: [0], from: { timestamp: middle } })).toEqual(numbers(10, 10));
  });

  test('refuses partitions that are not there, also where it is only said where to start in them', async () => {
    const topic = await kafka.freshTopic(2);
    for (const chosen of [{ partitions: [0, 9] }, { from: { offset: { 0: 0, 9: 1 } } }])
      expect(await rejection(kafka.readAll(topic, chosen))).toMatchObject({
        code: 'UNKNOWN_PARTITION',
        message: `topic "${topic}" has the partitions 0 to 1, but 9 was given`,
      });
  });

  test('follows what comes, until it is told to stop', async () => {
    const followed = await kafka.freshTopic(1);
    const abort = new AbortController();
    const values: string[] = [];
    await kafka.produce(followed, ['0']);
    for await (const batch of read(kafka.client, { topic: followed, until: 'never', signal: abort.signal })) {
      values.push(...valuesOf(batch));
      if (values.length === 3) abort.abort();
      else await kafka.produce(followed, [`${values.length}`]);
    }
    expect(values).toEqual(numbers(3));
  });

  test('follows partitions that are added, from their beginning', async () => {
    const grown = { name: await kafka.freshTopic(1), partitions: 3, replicationFactor: 3 };
    // Of its own: nothing else has it ask for metadata.
    const client = await connect({ brokers: kafka.local.bootstrap });
    const values: string[] = [];
    await kafka.produce(grown.name, ['0']);
    for await (const batch of read(client, { topic: grown.name, until: 'never', count: 21 })) {
      values.push(...valuesOf(batch));
      if (values.length > 1) continue;
      await ensureTopics(kafka.client, [grown]);
      await kafka.produce(grown.name, numbers(10, 1), 1);
      await kafka.produce(grown.name, numbers(10, 11), 2);
    }
    await client.close();
    expect(values.sort((a, b) => Number(a) - Number(b))).toEqual(numbers(21));
  });

  test('ends when nothing comes any more', async () => {
    expect(await kafka.readAll(topic, { until: 'never', partitions: [0], idleMs: 300 })).toEqual(numbers(20));
  });

  test.each<[Omit<ReadOptions, 'topic'>, string]>([
    [{ partitions: [5] }, 'has the partitions 0 to 1, but 5 was given'],
    [{ from: { offset: 99 } }, 'but reading from 99 was asked'],
  ])('refuses %j', async (options, message) => {
    const error = await rejection(kafka.readAll(topic, options));
    expect(error.message).toContain(message);
    expect(error).toBeInstanceOf(KafkaError);
  });
});
