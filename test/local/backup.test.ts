import { join } from 'node:path';
import {
  alterGroupOffsets,
  createProducer,
  deleteRecords,
  deleteTopic,
  describeConfig,
  describeGroup,
  read,
  TransactionalProducer,
  type Message,
} from '../../lib/kafka';
import { BackupFixture, SUCCESS } from '../support/backup-fixture';
import { eventually } from '../support/eventually';

jest.setTimeout(480_000);

const kafka = new BackupFixture();

const MANY = 50_000;
const PARTITIONS = 6;

const many = (topic: string): Message[] =>
  Array.from({ length: MANY }, (_, i) => ({
    topic,
    partition: i % PARTITIONS,
    key: `${i % 100}`,
    value: `message ${i} ${'x'.repeat(80)}`,
    timestamp: 1_700_000_000_000 + i,
  }));

/** Whose bytes tell most from least careful copies. */
const strange = (topic: string): Message[] => [
  { topic, partition: 0, key: null, value: null },
  { topic, partition: 0, key: '', value: '' },
  { topic, partition: 0, key: Buffer.of(0x80, 0xff), value: Buffer.of(0xc3, 0x28, 0) },
  {
    topic,
    partition: 2,
    key: 'k',
    value: null,
    headers: [
      ['b', '1'],
      ['a', null],
      ['b', Buffer.of(0xff)],
      ['b', ''],
    ],
  },
  { topic, partition: 2, key: 'k', value: '\ufeffé\n"\u2028', timestamp: 0 },
];

/** Committed ones, aborted ones and markers between. */
async function transactions(topic: string): Promise<void> {
  const producer = new TransactionalProducer(kafka.client, { transactionalId: 'backed-up', lingerMs: 0 });
  for (let i = 0; i < 6; i++) {
    await producer
      .transaction(async (transaction) => {
        for (let j = 0; j < 10; j++) await transaction.send({ topic, value: `${i}/${j}` });
        if (i % 2 === 1) throw new Error('aborted');
      })
      .catch((error: unknown) => expect(String(error)).toContain('aborted'));
  }
  await producer.close();
  await eventually('markers are written', async () => (await kafka.contents(topic))[0]?.length === 30);
}

/** Of most keys only the last is left, so that offsets have holes. */
async function compacted(topic: string): Promise<void> {
  const config = {
    'cleanup.policy': 'compact',
    'segment.ms': 100,
    'min.cleanable.dirty.ratio': 0.001,
    'max.compaction.lag.ms': 1,
  };
  await kafka.create({ name: topic, config });
  const producer = await createProducer(kafka.client, { lingerMs: 0 });
  for (let i = 0; i < 200; i++) await producer.send({ topic, key: `${i % 7}`, value: `${i}` });
  await eventually(
    'it is compacted',
    async () => {
      // Only what a later message has made another file of is.
      await producer.send({ topic, key: 'last', value: 'last' });
      return ((await kafka.contents(topic))[0]?.length ?? 0) < 100;
    },
    90_000,
  );
  await producer.close();
}

test('after all data is lost, topics, records, configurations and groups are as they were', async () => {
  const topics = ['many', 'strange', 'in-transactions', 'compacted', 'appended', 'empty'];
  await kafka.create({
    name: 'many',
    partitions: PARTITIONS,
    config: { 'retention.ms': -1, 'segment.bytes': 1_000_000 },
  });
  await kafka.create({ name: 'strange', partitions: 3 });
  await kafka.create({ name: 'in-transactions' });
  await kafka.create({ name: 'appended', config: { 'message.timestamp.type': 'LogAppendTime' } });
  await kafka.create({ name: 'empty', partitions: 2 });
  await kafka.produce(many('many'));
  await kafka.produce(strange('strange'));
  await kafka.produce([{ topic: 'appended', value: 'a', timestamp: 5 }]);
  await transactions('in-transactions');
  await compacted('compacted');
  const positions = [
    ...Array.from({ length: PARTITIONS }, (_, partition) => ({ topic: 'many', partition, offset: 1000 * partition })),
    { topic: 'in-transactions', partition: 0, offset: 13, metadata: 'kept' },
    { topic: 'compacted', partition: 0, offset: 197 },
    { topic: 'empty', partition: 1, offset: 0 },
  ];
  await alterGroupOffsets(kafka.client, 'billing', positions);
  const lag = async () => {
    const { offsets } = await describeGroup(kafka.client, 'billing');
    return Promise.all(
      offsets.map(async ({ topic, partition, offset, metadata }) => [
        topic,
        partition,
        await kafka.recordsFrom(topic, partition, offset),
        metadata,
      ]),
    );
  };
  const own = async (topic: string) =>
    (await describeConfig(kafka.client, { topic }))
      .filter(({ source }) => source === 'topic')
      .map(({ name, value }) => [name, value]);
  const all = async () => ({
    contents: await Promise.all(topics.map((topic) => kafka.contents(topic))),
    configs: await Promise.all(topics.map(own)),
    lag: await lag(),
  });

  const to = join(kafka.folder, 'whole');
  expect(await kafka.backup(to)).toMatchObject(SUCCESS);
  const before = await all();
  expect(before.contents[0]![5]).toHaveLength(Math.floor(MANY / PARTITIONS));

  await kafka.loseAll();
  const restored = await kafka.restore(to);
  expect(restored).toMatchObject({
    ...SUCCESS,
    stderr: expect.stringMatching(/1 of 1 records of appended|✓/) as string,
  });
  expect(restored.stdout).toMatch(/many +6 +1 +50,000 +50,000\n[^]*groups that go on where they were: billing\n$/);
  expect(await all()).toEqual(before);

  // Once more, it finds all there; and once the group has gone on, it is not taken back.
  expect((await kafka.restore(to, ['many'])).stdout).toMatch(/many +6 +1 +50,000 +0\n/);
  await alterGroupOffsets(kafka.client, 'billing', [{ topic: 'many', partition: 0, offset: 5 }]);
  expect(await kafka.restore(to, ['many'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('group "billing" has committed offset 5 of many/0 already') as string,
  });
  expect(await kafka.restore(to, ['many', '--no-groups'])).toMatchObject(SUCCESS);
});

test('a second backup takes what came since, tells what retention took meanwhile, and refuses a topic that was made anew', async () => {
  const [topic, to] = ['growing', join(kafka.folder, 'growing')];
  const values = (from: number, count: number) =>
    Array.from({ length: count }, (_, i): Message => ({ topic, partition: 0, value: `${from + i}`, timestamp: 1 }));
  await kafka.create({ name: topic, config: { 'retention.ms': -1 } });
  await kafka.produce(values(0, 10));
  expect((await kafka.backup(to, [topic])).stdout).toMatch(/growing +1 +10 +10 /);
  expect((await kafka.backup(to, [topic])).stdout).toMatch(/growing +1 +10 +0 /);
  await kafka.produce(values(10, 5));
  expect((await kafka.backup(to, [topic])).stdout).toMatch(/growing +1 +15 +5 /);
  await kafka.produce(values(15, 5));
  await deleteRecords(kafka.client, [{ topic, partition: 0, before: 18 }]);
  expect(await kafka.backup(to, [topic])).toMatchObject({
    ...SUCCESS,
    stdout: expect.stringMatching(/growing +1 +17 +2 /) as string,
    stderr: expect.stringContaining('growing/0: offsets 15 to 17 are missing: retention had removed them') as string,
  });

  const copy = await kafka.restore(to, [topic, '--as', 'grown']);
  expect(copy).toMatchObject({ ...SUCCESS, stderr: expect.stringContaining('lacks the offsets 15 to 17') as string });
  const found: string[] = [];
  for await (const { messages } of read(kafka.client, { topic: 'grown' }))
    found.push(...messages.map(({ value }) => String(value)));
  expect(found).toEqual([...Array.from({ length: 15 }, (_, i) => `${i}`), '18', '19']);

  await deleteTopic(kafka.client, topic);
  await kafka.create({ name: topic });
  await kafka.create({ name: 'zeta' });
  const again = await kafka.backup(to, [topic, 'zeta']);
  expect(again).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(
      'it was made anew or restored since; back it up to another folder, or remove ',
    ) as string,
  });
  // That keeps none of the others.
  expect(again.stderr).toMatch(/✗ backing up growing [^]*✓ backing up zeta/);
});

test('that records are too old to stay is said, and -c keeps them', async () => {
  const [topic, to] = ['old', join(kafka.folder, 'old')];
  await kafka.create({ name: topic, config: { 'retention.ms': -1 } });
  await kafka.produce([{ topic, value: 'old', timestamp: 1000 }]);
  expect(await kafka.backup(to, [topic])).toMatchObject(SUCCESS);
  const told = /1 of 1 records of \S+ are older than its retention.ms \(60000\) allows/;
  expect((await kafka.restore(to, [topic, '--as', 'old-1', '-c', 'retention.ms=60000'])).stderr).toMatch(told);
  const kept = await kafka.restore(to, [topic, '--as', 'old-2']);
  expect(kept.stderr).not.toMatch(/older/);
  expect(await kafka.contents('old-2')).toEqual(await kafka.contents(topic));
});

test('an empty topic is filled, and told what it has for itself that its backup has otherwise', async () => {
  const [name, to] = ['emptied', join(kafka.folder, 'emptied')];
  await kafka.create({ name, config: { 'retention.ms': -1, 'segment.ms': 60_000 } });
  await kafka.produce([{ topic: name, value: 'kept' }]);
  await kafka.backup(to, [name]);
  await deleteTopic(kafka.client, name);
  await kafka.create({ name, config: { 'retention.ms': 5000, 'max.message.bytes': 2000 } });
  const { stderr } = await kafka.restore(to, [name]);
  expect(stderr).toContain(
    `${name} is there, and gets what it had: max.message.bytes that of the cluster instead of 2000, retention.ms -1 instead of 5000, segment.ms 60000\n`,
  );
  expect((await kafka.contents(name))[0]).toHaveLength(1);
  expect((await kafka.restore(to, [name])).stderr).not.toContain('is there, and gets');
});
