import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { alterTopicConfig, createProducer, createTopic } from '../../lib/kafka';
import type { Compression } from '../../lib/kafka/protocol/records/compression';
import { zstdCompress } from '../../lib/kafka/protocol/records/zlib';
import { KafkaFixture } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { run } from '../support/run';

jest.setTimeout(120_000);

const kafka = new KafkaFixture({ brokers: 1 });

/** What repeats itself, what does not, and what is larger than any block of any codec. */
const values = [
  ...Array.from({ length: 3000 }, (_, i) => `${i} of customer ${(i * 7919) % 100}`),
  ...Array.from({ length: 200 }, () => randomBytes(700).toString('base64')),
  'a'.repeat(5 * 1024 * 1024),
  randomBytes(4 * 1024 * 1024).toString('hex'),
  '',
];

/** In the order in which they were handed over, in few batches. */
async function produced(compression: Compression): Promise<string> {
  const topic = `in-${compression}`;
  await createTopic(kafka.client, { name: topic, partitions: 1, replicationFactor: 1 });
  await alterTopicConfig(kafka.client, topic, { set: { 'max.message.bytes': 20_000_000 } });
  const producer = await createProducer(kafka.client, { compression, batchBytes: 4_000_000, lingerMs: 100 });
  const deliveries = await Promise.all(values.map((value) => producer.send({ topic, value })));
  await producer.close();
  expect(deliveries.find(({ outcome }) => outcome !== 'acked')).toBeUndefined();
  return topic;
}

/** How each stored batch is compressed, by Kafka's own tool, which decompresses them too. */
async function codecsStored(topic: string): Promise<string[]> {
  const folders = await readdir(kafka.local.folder, { recursive: true });
  const segment = folders.find((path) => path.endsWith(join(`${topic}-0`, '00000000000000000000.log')))!;
  const args = ['--deep-iteration', '--files', join(kafka.local.folder, segment)];
  const { exitCode, stdout } = await runKafkaTool('kafka.tools.DumpLogSegments', args);
  expect(exitCode).toBe(0);
  expect(stdout.match(/isvalid: false/)).toBeNull();
  expect(stdout.match(/^\| offset: /gm)).toHaveLength(values.length);
  return [...stdout.matchAll(/^baseOffset: .* compresscodec: (\w+) /gm)].map(([, codec]) => codec!);
}

const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;

const all = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
const here = all.filter((codec) => codec !== 'zstd' || zstdCompress);

describe.each(here)('what is written in %s', (compression) => {
  let topic: string;
  beforeAll(async () => {
    topic = await produced(compression);
  });

  test('is stored so, and whole', async () => {
    expect(new Set(await codecsStored(topic))).toEqual(new Set([compression]));
  });

  test('is read by Java, and by these clients', async () => {
    const { stdout } = await runKafkaTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      ...['--bootstrap-server', kafka.local.bootstrap[0]!, '--topic', topic, '--from-beginning'],
      ...['--max-messages', `${values.length}`],
    ]);
    expect(stdout === values.map((value) => `${value}\n`).join('')).toBe(true);
    expect((await kafka.readAll(topic)).join('\n') === values.join('\n')).toBe(true);
  });

  withKcat('is read by librdkafka, which checks it', async () => {
    const args = ['-C', '-b', kafka.local.bootstrap[0]!, '-t', topic, '-e', '-q', '-X', 'check.crcs=true'];
    const { stdout } = await run('kcat', args);
    expect(stdout === values.map((value) => `${value}\n`).join('')).toBe(true);
  });
});
