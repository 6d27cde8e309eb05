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
  const producer = await createProducer(client);
  const each = Math.ceil(bytesEach / VALUE.length);
  const messages = Array.from({ length: each * partitions }, (_, i) => ({
    topic,
    key: null,
    value: VALUE,
    partition: i % partitions,
  }));
  const deliveries = await Promise.all(messages.map((message) => producer.send(message)));
  await producer.close();
  expect(deliveries.every(({ outcome }) => outcome === 'acked')).toBe(true);
  return messages.length;
}

async function timed<T>(work: Promise<T>): Promise<[result: T, ms: number]> {
  const start = performance.now();
  return [await work, performance.now() - start];
}

/** By a client that knows nothing yet, as kcat is one. */
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
  it.each([1, 6, 12])('a backlog of %d partitions is read as fast as kcat reads it', async (partitions) => {
    const bytesPerSecond = (megabits / 8) * 1e6;
    const topic = `slow-${megabits}-${partitions}`;
    const messages = await fill(topic, partitions, (bytesPerSecond * SECONDS) / Math.ceil(partitions / BROKERS));
    for (const { fromClients } of local.links.values()) fromClients.make({ bytesPerSecond });
    try {
      const [ours, oursMs] = await timed(readAll(topic));
      const [theirs, theirsMs] = await timed(readByKcat(topic));
      expect([ours, theirs]).toEqual([messages, messages]);
      // What both wait for is the link.
      expect({ isSlower: oursMs > 2 * theirsMs + 5000, oursMs, theirsMs }).toMatchObject({ isSlower: false });
    } finally {
      for (const { fromClients } of local.links.values()) fromClients.heal();
    }
  });
});
