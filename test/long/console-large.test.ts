import { existsSync, readFileSync } from 'node:fs';
import { alterGroupOffsets, connect, createProducer, createTopic, type Client } from '../../lib/kafka';
import type { Cluster } from '../../lib/cluster';
import { startKafka, type StartedKafka } from '../../lib/local';
import type { GroupRow, MessageRow, TopicRow } from '../../lib/console/api';
import { RunningConsole } from '../support/console-fixture';

jest.setTimeout(600_000);

const PARTITIONS = 200;
const MESSAGES = 1_000_000;
const VALUE = Buffer.alloc(100, 'x');
const GROUPS = Array.from({ length: 20 }, (_, i) => `group-${i}`);
const LINE_BYTES = 10_000_000;

let kafka: Pick<StartedKafka<Cluster>, 'brokers' | 'stop'>;
let client: Client;
let console_: RunningConsole;

beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 });
  client = await connect({ brokers: kafka.brokers });
  const config = { 'max.message.bytes': String(2 * LINE_BYTES) };
  for (const topic of [
    { name: 'million', partitions: PARTITIONS },
    { name: 'large', partitions: 1, config },
  ])
    await createTopic(client, { ...topic, replicationFactor: 1 }, { deadlineMs: 180_000 });
  const producer = await createProducer(client);
  for (let n = 0; n < MESSAGES; n += 10_000) {
    const sent = Array.from({ length: 10_000 }, (_, i) => ({ topic: 'million', partition: (n + i) % PARTITIONS }));
    await Promise.all(sent.map((message) => producer.send({ ...message, key: null, value: VALUE })));
  }
  await producer.send({ topic: 'large', key: '<b>html</b>', value: 'ä'.repeat(LINE_BYTES / 2) });
  await producer.close();
  for (const group of GROUPS) await alterGroupOffsets(client, group, [{ topic: 'million', partition: 7, offset: 100 }]);
  console_ = await RunningConsole.start(kafka.brokers);
}, 600_000);
afterAll(async () => {
  await console_.stop();
  await client.close();
  await kafka.stop();
});

/** What the console has read so far, from whatever; undefined where the system does not say. */
function readBytes(): number | undefined {
  const file = `/proc/${console_.pid}/io`;
  return existsSync(file) ? Number(/^rchar: (\d+)$/m.exec(readFileSync(file, 'utf8'))![1]) : undefined;
}

test('of a million messages those that are shown are read, and not many more bytes than theirs', async () => {
  const before = readBytes();
  const lines = await console_.lines('/api/topics/million/messages?limit=50');
  expect(lines.filter((line) => 'message' in line)).toHaveLength(50);
  expect(lines.findLast((line) => 'searched' in line)).toEqual({ searched: 50, found: 50, of: MESSAGES });
  // All of them are 100 MB and more.
  if (before !== undefined) expect(readBytes()! - before).toBeLessThan(20_000_000);
});

test('a topic of 200 partitions and 20 groups are told, with what they have and how far they are behind', async () => {
  const stop = new AbortController();
  let [topic, groups]: [TopicRow | undefined, Record<string, GroupRow>] = [undefined, {}];
  for await (const [name, data] of console_.events(stop.signal)) {
    const set = (data as { set?: object }).set ?? {};
    if (name === 'topics') topic = (set as Record<string, TopicRow>).million ?? topic;
    if (name === 'groups') groups = { ...groups, ...(set as Record<string, GroupRow>) };
    if (topic?.messages !== undefined && Object.values(groups).filter(({ lag }) => lag !== undefined).length === 20)
      break;
  }
  stop.abort();
  expect([topic!.messages, topic!.partitions.length]).toEqual([MESSAGES, PARTITIONS]);
  expect(Object.keys(groups).sort()).toEqual([...GROUPS].sort());
  expect(new Set(Object.values(groups).map(({ lag }) => lag))).toEqual(new Set([MESSAGES / PARTITIONS - 100]));
});

test('a line of 10 MB is cut in the list, cut later by itself, and whole as a download', async () => {
  const lines = await console_.lines('/api/topics/large/messages');
  const [{ message }] = lines.filter((line) => 'message' in line) as unknown as [{ message: MessageRow }];
  expect(message.key).toEqual({ size: 11, text: '<b>html</b>' });
  expect(message.value).toEqual({ size: LINE_BYTES, text: 'ä'.repeat(1000), isCut: true });
  const alone = (await console_.ask('/api/topics/large/messages/0/0')).json as MessageRow;
  expect(alone.value).toMatchObject({ size: LINE_BYTES, isCut: true });
  const { text } = await console_.ask('/api/topics/large/messages/0/0?download=value');
  expect(text === 'ä'.repeat(LINE_BYTES / 2)).toBe(true);
});
