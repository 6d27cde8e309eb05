import { connect, createProducer, createTopic, read, type Client } from '../../lib/kafka';
import { startLinkedCluster, type LinkedCluster } from '../support/proxy/linked-cluster';
import { run } from '../support/run';

jest.setTimeout(300_000);

let local: LinkedCluster;
let client: Client;

beforeAll(async () => {
  local = await startLinkedCluster({});
  client = await connect({ brokers: local.bootstrap });
}, 120_000);
afterAll(async () => {
  await client.close();
  await local.stop();
}, 60_000);

const VALUE = Buffer.alloc(10_000, 'x');

async function fill(topic: string, partitions: number, bytesEach: number): Promise<number> {
  await createTopic(client, { name: topic, partitions, replicationFactor: 1 });
  const messages = Math.ceil(bytesEach / VALUE.length) * partitions;
  expect(await produce(client, topic, partitions, messages)).toBe(messages);
  return messages;
}

/** Returns how many are acknowledged. */
async function produce(by: Client, topic: string, partitions: number, messages: number): Promise<number> {
  const producer = await createProducer(by);
  const sent = Array.from({ length: messages }, (_, i) =>
    producer.send({ topic, key: null, value: VALUE, partition: i % partitions }),
  );
  const deliveries = await Promise.all(sent);
  await producer.close();
  return deliveries.filter(({ outcome }) => outcome === 'acked').length;
}

/** By a client that knows nothing yet, as kcat is one. */
async function produceAll(topic: string, partitions: number, messages: number): Promise<number> {
  const producing = await connect({ brokers: local.bootstrap });
  try {
    return await produce(producing, topic, partitions, messages);
  } finally {
    await producing.close();
  }
}

async function produceByKcat(topic: string, messages: number): Promise<void> {
  const safe = ['-X', 'enable.idempotence=true'];
  const input = `${String(VALUE)}\n`.repeat(messages);
  const { exitCode, stderr } = await run('kcat', ['-b', local.bootstrap.join(','), '-P', '-t', topic, '-q', ...safe], {
    input,
    deadlineMs: 240_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
}

async function overSlow<T>(bytesPerSecond: number, work: () => Promise<T>): Promise<T> {
  for (const { fromClients } of local.links.values()) fromClients.make({ bytesPerSecond });
  try {
    return await work();
  } finally {
    for (const { fromClients } of local.links.values()) fromClients.heal();
  }
}

async function timed<T>(work: Promise<T>): Promise<[result: T, ms: number]> {
  const start = performance.now();
  return [await work, performance.now() - start];
}

async function readAll(topic: string): Promise<number> {
  const reader = await connect({ brokers: local.bootstrap });
  let messages = 0;
  try {
    for await (const batch of read(reader, { topic })) messages += batch.messages.length;
  } finally {
    await reader.close();
  }
  return messages;
}

async function readByKcat(topic: string): Promise<number> {
  const format = ['-f', '%o\n'];
  const args = ['-b', local.bootstrap.join(','), '-C', '-t', topic, '-o', 'beginning', '-e', '-q', ...format];
  const { stdout } = await run('kcat', args);
  return stdout.trim().split('\n').length;
}

/** Of what a broker's link carries, for so many seconds. */
const SECONDS = 6;
const BROKERS = 3;

describe.each([0.3, 1.5, 10])('over links of %d Mbit/s', (megabits) => {
  test.each([1, 6, 12])('a backlog of %d partitions is read as fast as kcat reads it', async (partitions) => {
    const bytesPerSecond = (megabits / 8) * 1e6;
    const topic = `slow-${megabits}-${partitions}`;
    const messages = await fill(topic, partitions, (bytesPerSecond * SECONDS) / Math.ceil(partitions / BROKERS));
    await overSlow(bytesPerSecond, async () => {
      const [ours, oursMs] = await timed(readAll(topic));
      const [theirs, theirsMs] = await timed(readByKcat(topic));
      expect([ours, theirs]).toEqual([messages, messages]);
      // What both wait for is the link.
      expect({ isSlower: oursMs > 2 * theirsMs + 5000, oursMs, theirsMs }).toMatchObject({ isSlower: false });
    });
  });
});

describe.each([0.3, 1.5])('over links of %d Mbit/s', (megabits) => {
  test.each([1, 12])(
    'what is handed over at once for %d partitions is stored as fast as kcat stores it',
    async (partitions) => {
      const bytesPerSecond = (megabits / 8) * 1e6;
      const [topic, other] = [
        `slow-writing-${megabits}-${partitions}`,
        `slow-writing-${megabits}-${partitions}-by-kcat`,
      ];
      for (const name of [topic, other]) await createTopic(client, { name, partitions, replicationFactor: 1 });
      const messages = Math.ceil((bytesPerSecond * SECONDS * Math.min(partitions, BROKERS)) / VALUE.length);
      const [acked, oursMs, theirsMs] = await overSlow(bytesPerSecond, async () => {
        const [acked, oursMs] = await timed(produceAll(topic, partitions, messages));
        const [, theirsMs] = await timed(produceByKcat(other, messages));
        return [acked, oursMs, theirsMs] as const;
      });
      expect([acked, await readAll(topic), await readAll(other)]).toEqual([messages, messages, messages]);
      // What both wait for is the link.
      expect({ isSlower: oursMs > 2 * theirsMs + 5000, oursMs, theirsMs }).toMatchObject({ isSlower: false });
    },
  );
});
