import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, topic as described, type Serde } from '../../lib/cluster';
import {
  connect,
  consume,
  createProducer,
  createTopic,
  lastHeader,
  read,
  transform,
  type LogEntry,
  type ReceivedMessage,
} from '../../lib/kafka';
import { crc32c } from '../../lib/kafka/protocol/records/crc32c';
import { FIELD } from '../../lib/kafka/protocol/records/record-batch';
import { topicsOf, typedClients } from '../../lib/kafka/typed';
import { serversOf } from '../../lib/local/servers/server';
import { eventually } from '../support/eventually';
import { job } from '../support/jobs';
import { KafkaFixture, valuesOf } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const kafka = new KafkaFixture();
const log: LogEntry[] = [];

/** The file of a partition that one broker has, and where its batches begin. */
async function stored(topic: string) {
  const { topics } = await kafka.client.fetchMetadata([topic]);
  const { leader } = topics.get(topic)!.partitions[0]!;
  const servers = serversOf(kafka.local.cluster, kafka.local.folder);
  const server = servers.find(({ role, id }) => role === 'broker' && id === leader)!;
  const file = join(server.data, `${topic}-0`, '00000000000000000000.log');
  const bytes = readFileSync(file);
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at += FIELD.leaderEpoch + bytes.readInt32BE(at + FIELD.length)) starts.push(at);
  return { file, bytes, starts };
}

/** Five batches of one message each: the bytes of `2` are not those that were sent, and `4` cannot be decompressed. */
async function damagedTopic(name: string): Promise<string> {
  await createTopic(kafka.client, { name, partitions: 1, replicationFactor: 1 });
  const producer = await createProducer(kafka.client, { lingerMs: 0, compression: 'gzip' });
  for (const value of ['1', '2', '3', '4', '5']) await producer.send({ topic: name, key: `key ${value}`, value });
  await producer.close();
  const { file, bytes, starts } = await stored(name);
  bytes[starts[1]! + FIELD.records + 15]! ^= 0x10;
  bytes[starts[3]! + FIELD.records]! ^= 0xff;
  const whole = bytes.subarray(starts[3], starts[4]);
  whole.writeUInt32BE(crc32c(whole, FIELD.attributes), FIELD.crc);
  writeFileSync(file, bytes);
  return name;
}

const text = (message: ReceivedMessage, name: string) => String(lastHeader(message.headers, name));

async function letters(topic: string) {
  const found: ReceivedMessage[] = [];
  for await (const { messages } of read(kafka.client, { topic })) found.push(...messages);
  return found.map((message) => ({
    key: message.key?.toString() ?? null,
    value: message.value?.toString() ?? null,
    place: ['topic', 'partition', 'offset'].map((name) => text(message, `unreadable.${name}`)).join(' '),
    reason: text(message, 'unreadable.reason'),
  }));
}

const checksum = expect.stringMatching(/offset 1: a batch up to offset 1 is damaged: its checksum is /) as string;
const compressed = expect.stringMatching(/offset 3: \d+ bytes of compressed messages could not be read/) as string;

describe('a batch that cannot be read', () => {
  test('ends a reader and a member with its place, unless it is to be skipped, and the rest goes on', async () => {
    const topic = await damagedTopic('skipped');
    const client = await connect({ brokers: kafka.local.bootstrap, log: (entry) => log.push(entry) });
    const options = { groupId: 'skipping', topics: [topic], fromBeginning: true, until: 'caught-up' } as const;
    const seen: string[] = [];
    const handle = (batch: Parameters<typeof valuesOf>[0]) => void seen.push(...valuesOf(batch));
    const misspelt = { ...options, onUnreadable: 'ignore' as 'skip' };
    expect(await rejection(consume(client, misspelt, handle))).toMatchObject({ code: 'INVALID_OPTION' });
    const failure = await rejection(consume(client, options, handle));
    const { leader } = (await kafka.client.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;
    expect(failure).toMatchObject({ code: 'UNREADABLE_BATCH', topic, partition: 0, broker: leader, message: checksum });
    expect(seen).toEqual(['1']);
    expect(failure.message).toMatch(
      new RegExp(
        `[0-9a-f] \\(read from broker ${leader}\\): another replica may have it whole, .*; from offset 2 on reading goes on`,
      ),
    );
    expect(await rejection(kafka.readAll(topic))).toMatchObject({ code: 'UNREADABLE_BATCH' });
    expect(await kafka.readAll(topic, { onUnreadable: 'skip' })).toEqual(['1', '3', '5']);

    seen.length = 0;
    const consumed = await consume(client, { ...options, onUnreadable: 'skip' }, handle);
    expect(consumed).toEqual({ messages: 2, ended: 'caught-up', unreadable: 2 });
    expect(seen).toEqual(['3', '5']);
    const told = log.filter(({ message }) => message === 'what cannot be read is left out');
    expect(told).toMatchObject([
      { topic, partition: 0, offset: 1, reason: checksum },
      { topic, partition: 0, offset: 3, reason: compressed },
    ]);
    expect((await consume(client, options, handle)).messages).toBe(0);
    await client.close();
  });

  test('ends the command with its broker, and with how to go on, which works', async () => {
    const topic = await damagedTopic('printed');
    const { leader } = (await kafka.client.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;
    const consume = (...args: string[]) => job(kafka.local, 'consume', ['-t', topic, ...args]);
    const { exitCode, stdout, stderr } = await consume();
    expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '1\n' });
    expect(stderr).toMatch(
      new RegExp(
        `^printed/0, offset 1: .* is damaged: .* \\(read from broker ${leader}\\): another replica may have it whole, and is read while it leads, as after a restart of broker ${leader}; what is before it: .*consume -- -t printed -p 0 -o :1 -b .*; what is behind it: .*consume -- -t printed -p 0 -o 2 -b `,
        'm',
      ),
    );
    expect(await consume('-p', '0', '-o', ':1')).toMatchObject({ exitCode: 0, stdout: '1\n' });
    const behind = await consume('-p', '0', '-o', '2:3');
    expect(behind).toMatchObject({ exitCode: 0, stdout: '3\n' });
    expect(await consume('-o', '4')).toMatchObject({ exitCode: 0, stdout: '5\n' });
  });

  test('is told a topic of dead letters, by a transformation within its transaction', async () => {
    const topic = await damagedTopic('told');
    const [dead, output] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    const options = {
      topics: [topic],
      fromBeginning: true,
      until: 'caught-up',
      onUnreadable: { topic: dead },
    } as const;
    const place = { key: null, value: null };
    const both = [
      { ...place, place: `${topic} 0 1`, reason: checksum },
      { ...place, place: `${topic} 0 3`, reason: compressed },
    ];
    const consumed = await consume(kafka.client, { ...options, groupId: 'telling' }, () => undefined);
    expect(consumed).toMatchObject({ messages: 3, unreadable: 2 });
    expect(await letters(dead)).toEqual(both);

    const making = { ...options, groupId: 'making', transactionalId: 'making' };
    const failing = transform(kafka.client, making, () => Promise.reject(new Error('of the worker')));
    expect((await rejection(failing)).message).toBe('of the worker');
    const made = await transform(kafka.client, making, async ({ messages }, transaction) => {
      for (const { key, value } of messages) await transaction.send({ topic: output, key, value });
    });
    expect(made).toMatchObject({ messages: 3, unreadable: 2 });
    // A commit is answered before its markers are written, which is what readers see.
    await eventually('it can be read', async () => (await kafka.readAll(output)).length > 0);
    await eventually('so can the dead letters', async () => (await letters(dead)).length > 2);
    expect(await kafka.readAll(output)).toEqual(['1', '3', '5']);
    expect(await letters(dead)).toEqual([...both, ...both]);
  });
});

describe('a value that its topic cannot read', () => {
  const even: Serde<number> = {
    serialise: (value) => Buffer.from(`${value}`),
    deserialise: (bytes) => {
      if (Number(bytes) % 2 === 1) throw new Error(`${String(bytes)} is odd`);
      return Number(bytes);
    },
  };
  const { evens } = topicsOf(defineCluster({ topics: { evens: described<number>({ partitions: 1, serde: even }) } }));
  const { consumer, reader } = typedClients(() =>
    connect({ brokers: kafka.local.bootstrap, log: (entry) => log.push(entry) }),
  );
  const all = async (messages: AsyncIterable<{ readonly value: number }>) => {
    const values: number[] = [];
    for await (const { value } of messages) values.push(value);
    return values;
  };

  test('ends, is skipped, or is told a topic of dead letters with its key, bytes and headers', async () => {
    await createTopic(kafka.client, { name: 'evens', partitions: 1, replicationFactor: 3 });
    const dead = await kafka.freshTopic(1);
    const sending = await createProducer(kafka.client);
    const send = (value: number) =>
      sending.send({ topic: 'evens', key: `key ${value}`, value: `${value}`, headers: { from: 'here' } });
    await Promise.all([2, 3, 4, 5, 6].map(send));
    await sending.close();
    const options = { group: 'evens', until: 'caught-up' } as const;
    expect(await rejection(all(consumer(evens, options)))).toMatchObject({ code: 'UNREADABLE_VALUE' });
    expect(await all(reader(evens, { onUnreadable: 'skip' }))).toEqual([2, 4, 6]);
    expect(await all(consumer(evens, { ...options, group: 'skipped', onUnreadable: 'skip' }))).toEqual([2, 4, 6]);
    expect(log.at(-1)).toMatchObject({ level: 'warn', topic: 'evens', partition: 0, offset: 3 });

    // What came before the first one is committed.
    expect(await all(consumer(evens, { ...options, onUnreadable: { topic: dead } }))).toEqual([4, 6]);
    const reason = (offset: number, odd: number) =>
      `the value at evens/0, offset ${offset} cannot be read: ${odd} is odd`;
    expect(await letters(dead)).toEqual([
      { key: 'key 3', value: '3', place: 'evens 0 1', reason: reason(1, 3) },
      { key: 'key 5', value: '5', place: 'evens 0 3', reason: reason(3, 5) },
    ]);
    for await (const { messages } of read(kafka.client, { topic: dead }))
      expect(messages.map((message) => text(message, 'from'))).toEqual(messages.map(() => 'here'));
    expect(await all(consumer(evens, options))).toEqual([]);
  });
});
