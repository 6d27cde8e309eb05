import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineCluster, text, topic, type Topic } from '../../lib/cluster';
import { connect, ensureTopics, health } from '../../lib/kafka';
import { topicsOf, typedClients, type TypedReceivedMessage } from '../../lib/kafka/typed';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(60_000);

interface Order {
  readonly id: number;
  readonly items: readonly string[];
}

const root = join(__dirname, '../..');
const kafka = new KafkaFixture();
const described = defineCluster({
  topics: {
    orders: topic<Order>({ partitions: 6 }),
    notes: topic({ partitions: 1, serde: text }),
    left: topic({ partitions: 1, serde: text }),
    stopped: topic({ partitions: 1, serde: text }),
    test: {},
  },
});
const topics = topicsOf(described);
const { producer, consumer, reader } = typedClients((signal) =>
  connect({ brokers: kafka.local.bootstrap, ...(signal ? { signal } : {}) }),
);

beforeAll(async () => {
  await ensureTopics(kafka.client, described.topics);
}, 60_000);

const orders = Array.from({ length: 60 }, (_, id): Order => ({ id, items: [`item ${id}`] }));

async function sendAll(to: Topic<string, string>, values: readonly string[]): Promise<void> {
  const sending = producer(to);
  await sending.sendAll(values.map((value) => ({ value })));
  await sending.close();
}

async function valuesOf<Value>(messages: AsyncIterable<{ readonly value: Value }>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const { value } of messages) values.push(value);
  return values;
}

describe('a typed producer', () => {
  test('tells where each message is stored, and sends what waits before it closes', async () => {
    const sending = producer(topics.orders);
    const stored = orders.map((value) => sending.send({ key: `${value.id}`, value, headers: { source: 'shop' } }));
    await sending.close();
    expect(await rejection(sending.send({ value: orders[0]! }))).toMatchObject({ code: 'CLOSED' });
    for (const { partition, offset } of await Promise.all(stored))
      expect([partition < 6, offset >= 0]).toEqual([true, true]);
    const received = [];
    for await (const message of reader(topics.orders)) received.push(message);
    received.sort((a, b) => a.value.id - b.value.id);
    expect(received.map(({ value }) => value)).toEqual(orders);
    expect(received[7]).toMatchObject({ key: '7', headers: [['source', Buffer.from('shop')]] });
  });

  test('sends everything that comes, or says what failed', async () => {
    const sending = producer(topics.notes);
    const start = await sending.send({ value: 'start' });
    expect(await sending.sendAll(numbers(50_000).map((value) => ({ value })))).toBe(50_000);
    const from = { offset: start.offset + 1 };
    expect(await valuesOf(reader(topics.notes, { from }))).toEqual(numbers(50_000));
    // Two at once, which fill one buffer.
    const tiny = producer(topics.notes, { bufferBytes: 10_000 });
    const both = numbers(2).map((n) => tiny.sendAll(numbers(500).map((value) => ({ value: `${n} ${value}` }))));
    expect(await Promise.all(both)).toEqual([500, 500]);
    await tiny.close();
    const notes = ['before', 'x'.repeat(1_100_000), 'after'].map((value) => ({ value }));
    expect(await rejection(sending.sendAll(notes))).toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
    const stop = new AbortController();
    const endless = function* () {
      for (let i = 0; ; i++) {
        if (i === 100) stop.abort(new Error('enough'));
        yield { value: `endless ${i}` };
      }
    };
    expect((await rejection(sending.sendAll(endless(), { signal: stop.signal }))).message).toBe('enough');
    await sending.close();
  });
});

describe('a typed consumer', () => {
  test('commits a message when the loop asks for the next one, and so not the one that it is left with', async () => {
    await sendAll(topics.left, numbers(10));
    const options = { group: 'left', until: 'caught-up' } as const;
    for await (const { value } of consumer(topics.left, options)) if (value === '4') break;
    const failing = async () => {
      for await (const { value } of consumer(topics.left, options)) {
        expect(Number(value)).toBeGreaterThanOrEqual(4);
        if (value === '6') throw new Error('of the caller');
      }
    };
    expect((await rejection(failing())).message).toBe('of the caller');
    expect(await valuesOf(consumer(topics.left, { ...options, count: 2 }))).toEqual(['6', '7']);
    expect(await valuesOf(consumer(topics.left, options))).toEqual(['8', '9']);
  });

  test('ends after the message in hand when it is told to stop, with that one done', async () => {
    const stop = new AbortController();
    await sendAll(topics.stopped, numbers(5));
    const seen: string[] = [];
    for await (const { value } of consumer(topics.stopped, { group: 'stopped', signal: stop.signal })) {
      seen.push(value);
      if (value === '2') stop.abort();
    }
    expect(seen).toEqual(numbers(3));
    expect(await valuesOf(consumer(topics.stopped, { group: 'stopped', until: 'caught-up' }))).toEqual(['3', '4']);
  });

  test('commits while it works through what was fetched at once', async () => {
    let lag: number | undefined;
    for await (const { offset } of consumer(topics.left, { group: 'slow' })) {
      await sleep(300);
      const { groups } = await health(kafka.client);
      lag = groups.find(({ groupId }) => groupId === 'slow')?.lag.left;
      if ((lag ?? 10) < 10 || offset === 9) break;
    }
    expect(lag).toBeGreaterThan(3);
    expect(lag).toBeLessThan(10);
  });

  test('shares the partitions with the others of its group', async () => {
    const stop = new AbortController();
    const seen: TypedReceivedMessage<Order>[][] = [[], []];
    const members = seen.map(async (list) => {
      const messages = consumer(topics.orders, { group: 'shared', signal: stop.signal });
      for await (const message of messages) list.push(message);
    });
    const sending = producer(topics.orders);
    const send = (from: number) =>
      sending.sendAll(orders.map(({ id, items }) => ({ key: `${id}`, value: { id: from + id, items } })));
    // The first to come may have everything for a moment.
    while (!seen.every((list) => list.length > 0)) await send(0);
    await send(1000);
    const shares = () => seen.map((list) => list.filter(({ value }) => value.id >= 1000));
    await eventually('all is consumed', () => shares().flat().length >= orders.length);
    await sending.close();
    stop.abort();
    await Promise.all(members);
    const partitions = shares().map((share) => new Set(share.map(({ partition }) => partition)));
    expect(partitions.map(({ size }) => size)).toEqual([3, 3]);
    expect(new Set(partitions.flatMap((set) => [...set])).size).toBe(6);
  });

  test('names the place of a value that it cannot read, and goes no further', async () => {
    const sending = producer(topics.notes);
    await sending.send({ value: 'no JSON' });
    await sending.close();
    const wrong = topicsOf(defineCluster({ topics: { notes: topic<Order>() } })).notes;
    const options = { group: 'unreadable', fromBeginning: true };
    const failure = await rejection(valuesOf(consumer(wrong, options)));
    expect(failure).toMatchObject({ code: 'UNREADABLE_VALUE' });
    expect(failure.message).toMatch(/^the value at notes\/0, offset \d+ cannot be read: .*JSON/);
    expect((await rejection(valuesOf(consumer(wrong, options)))).message).toBe(failure.message);
  });

  test('ends with an error when there is no such topic', async () => {
    const { nowhere } = topicsOf(defineCluster({ topics: { nowhere: {} } }));
    const failure = await rejection(consumer(nowhere, { group: 'nowhere' }).next());
    expect(failure).toMatchObject({ code: 'UNKNOWN_TOPIC' });
  });
});

test('the program of README.md has the topics of cluster.ts from kafka-streaming/kafka, and ends', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, program] = /```ts\n(\/\/ hello\.ts[^]*?)```/.exec(readme)!;
  const folder = join(root, 'build', randomUUID());
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'hello.ts');
  writeFileSync(file, program!);
  try {
    const env = { KAFKA_BROKERS: kafka.local.bootstrap.join(',') };
    expect(await runProgram(file, [], { env })).toMatchObject({ exitCode: 0, stdout: '7 hello\n', stderr: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
