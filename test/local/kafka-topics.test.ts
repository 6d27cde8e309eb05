import {
  alterTopicConfig,
  connect,
  createTopic,
  deleteTopic,
  describeTopic,
  ensureTopics,
  waitUntilReady,
  type NewTopic,
} from '../../lib/kafka';
import { KafkaFixture } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

/** With Kafka's own tool, as a user may. */
async function setByHand(topic: string, config: string): Promise<void> {
  const place = ['--bootstrap-server', kafka.local.bootstrap[0]!, '--entity-type', 'topics', '--entity-name', topic];
  const { exitCode } = await runKafkaTool('kafka.admin.ConfigCommand', [...place, '--alter', '--add-config', config]);
  expect(exitCode).toBe(0);
}

describe('connecting', () => {
  test('needs one bootstrap address of several to be alive', async () => {
    const start = performance.now();
    const other = await connect({ brokers: ['localhost:1', '127.0.0.1:2', kafka.local.bootstrap[2]!] });
    expect(other.clusterId).toBe(kafka.client.clusterId);
    expect(performance.now() - start).toBeLessThan(2000);
    await other.close();
  });

  test('names each address and what is wrong with it after the deadline', async () => {
    const error = await rejection(connect({ brokers: ['localhost:1', 'no-such-host.invalid:9092'], deadlineMs: 1000 }));
    expect(error.message).toBe(
      'no broker answered within 1 s: localhost:1 refuses connections; no-such-host.invalid:9092 the host name is not known',
    );
    expect(error).toMatchObject({ code: 'CANNOT_CONNECT' });
  });

  test('is ready only when as many brokers are there as are expected', async () => {
    const ready = await waitUntilReady({ brokers: kafka.local.bootstrap, clusterId: kafka.client.clusterId });
    expect(ready.clusterId).toBe(kafka.client.clusterId);
    const error = await rejection(
      waitUntilReady({ brokers: [...kafka.local.bootstrap, 'localhost:1'], deadlineMs: 5000 }),
    );
    expect(error.message).toMatch(/not ready within 5 s: .*knows 3 of 4 brokers; localhost:1 refuses connections$/);
    expect(await rejection(waitUntilReady({ brokers: kafka.local.bootstrap, clusterId: 'other' }))).toMatchObject({
      code: 'OTHER_CLUSTER',
    });
  });
});

describe('topics', () => {
  test('are described as they were created', async () => {
    const name = 'described';
    await createTopic(kafka.client, {
      name,
      partitions: 2,
      replicationFactor: 3,
      config: { 'retention.ms': 3_600_000 },
    });
    await kafka.produce(name, ['a', 'b'], 1);
    const details = await describeTopic(kafka.client, name);
    expect(details).toMatchObject({ name, partitions: 2, replicationFactor: 3, minInSync: 2, internal: false });
    expect(details.config).toMatchObject([{ name: 'retention.ms', value: '3600000' }]);
    expect(details.partitionDetails).toMatchObject([
      { firstOffset: 0, nextOffset: 0, lastWrite: undefined },
      { firstOffset: 0, nextOffset: 2 },
    ]);
    expect(Math.abs(Date.now() - details.partitionDetails[1]!.lastWrite!)).toBeLessThan(60_000);
  });

  test('can be created again at once after they were deleted, and are empty then', async () => {
    const name = await kafka.freshTopic();
    await kafka.produce(name, ['a']);
    for (let i = 0; i < 3; i++) {
      await deleteTopic(kafka.client, name);
      await createTopic(kafka.client, { name, partitions: 3, replicationFactor: 3 });
    }
    expect(await kafka.readAll(name)).toEqual([]);
  });

  test.each([
    [{ name: 'described' }, 'TOPIC_EXISTS', 'topic "described" exists already: describe shows it'],
    [
      { replicationFactor: 4 },
      'TOO_FEW_BROKERS',
      'replication factor of topic "t" is 4, but only 3 brokers are up: use 1 to 3',
    ],
    [
      { config: { 'retention.m': 1 } },
      'INVALID_TOPIC_CONFIG',
      'config "retention.m" of topic "t" is no topic property of Kafka 3.9: did you mean "retention.ms"?',
    ],
    [
      { config: { 'retention.ms': 'soon', 'cleanup.policy': 'compcat' } },
      'INVALID_TOPIC_CONFIG',
      'config "retention.ms" of topic "t" must be a whole number from -1 to 9007199254740991, but "soon" was given; config "cleanup.policy" of topic "t" must be one or several of compact, delete, but "compcat" was given',
    ],
    [
      { name: 'a b' },
      'INVALID_TOPIC',
      'a topic name consists of letters, digits, ".", "_" and "-", but "a b" was given',
    ],
  ])('are refused with a reason: %j', async (change, code, message) => {
    const topic = { name: 't', partitions: 1, replicationFactor: 3, ...change };
    expect(await rejection(createTopic(kafka.client, topic))).toMatchObject({ code, message });
  });

  test('that are missing are named with their nearest neighbour', async () => {
    const expected = {
      code: 'UNKNOWN_TOPIC',
      message: 'there is no topic "describd": did you mean "described"?',
    };
    expect(await rejection(describeTopic(kafka.client, 'describd'))).toMatchObject(expected);
    expect(await rejection(deleteTopic(kafka.client, 'describd'))).toMatchObject(expected);
  });

  test('are ensured: created, grown, never shrunk', async () => {
    const topic = (name: string, partitions: number) => ({ name, partitions, replicationFactor: 3 });
    const actions = async (...list: ReturnType<typeof topic>[]) =>
      (await ensureTopics(kafka.client, list)).map(({ action }) => action);
    expect(await actions(topic('ensured', 2))).toEqual(['created']);
    expect(await actions(topic('ensured', 2), topic('ensured-2', 1))).toEqual(['unchanged', 'created']);
    expect(await actions(topic('ensured', 4))).toEqual(['partitions added']);
    const error = await rejection(actions(topic('ensured', 3), topic('ensured-3', 1)));
    expect(error).toMatchObject({ code: 'TOPIC_DIFFERS' });
    expect(error.message).toMatch(/^topic "ensured" has 4 partitions, but 3 are described/);
    // One that is refused leaves the others as they were.
    expect(await actions(topic('ensured-3', 1))).toEqual(['created']);
  });

  test('keep properties that are described no longer, which is told', async () => {
    const described = { name: 'once-described', partitions: 1, replicationFactor: 3 };
    const config = { 'retention.ms': 86_400_000, 'min.insync.replicas': 2, 'max.message.bytes': 2000 };
    await ensureTopics(kafka.client, [{ ...described, config }]);
    expect(await ensureTopics(kafka.client, [{ ...described, config }])).toEqual([
      { name: described.name, action: 'unchanged' },
    ]);
    const note = (names: string, given: string) =>
      `keeps ${given}: npm run admin -- alter once-described --reset ${names} takes `;
    expect(await ensureTopics(kafka.client, [described])).toEqual([
      {
        name: described.name,
        action: 'unchanged',
        note: `${note('max.message.bytes,retention.ms', 'max.message.bytes=2000 and retention.ms=86400000, which are not described')}them away`,
      },
    ]);
    expect(await ensureTopics(kafka.client, [{ ...described, config: { 'retention.ms': 100_000_000 } }])).toEqual([
      {
        name: described.name,
        action: 'config changed',
        note: `${note('max.message.bytes', 'max.message.bytes=2000, which is not described')}it away`,
      },
    ]);
  });

  test('have the properties that are described, and keep those that were set by hand', async () => {
    const ensure = async (config: NewTopic['config'], partitions = 1) => {
      const [ensured] = await ensureTopics(kafka.client, [
        { name: 'configured', partitions, replicationFactor: 3, ...(config && { config }) },
      ]);
      return ensured!.action;
    };
    const own = async () =>
      Object.fromEntries(
        (await describeTopic(kafka.client, 'configured')).config.map(({ name, value }) => [name, value]),
      );
    const created = { 'retention.ms': 3_600_000, 'cleanup.policy': 'delete,compact', 'min.cleanable.dirty.ratio': 1 };
    expect(await ensure(created)).toBe('created');
    await setByHand('configured', 'segment.bytes=1048576');

    const described = {
      'retention.ms': 7_200_000,
      'cleanup.policy': 'compact, delete',
      'min.cleanable.dirty.ratio': 1,
    };
    expect(await ensure(described)).toBe('config changed');
    const expected = {
      'retention.ms': '7200000',
      'cleanup.policy': 'compact,delete',
      'min.cleanable.dirty.ratio': '1.0',
      'segment.bytes': '1048576',
    };
    expect(await own()).toEqual(expected);
    expect(await ensure(described)).toBe('unchanged');
    expect(await ensure(undefined)).toBe('unchanged');

    expect(await ensure({ ...described, 'segment.bytes': 2_097_152 }, 2)).toBe('partitions added, config changed');
    expect(await own()).toEqual({ ...expected, 'segment.bytes': '2097152' });
  });

  test('keep what they have when it would cost them messages, until somebody has said so', async () => {
    const kept = (retentionMs: number) => ({
      ...{ name: 'kept', partitions: 1, replicationFactor: 3 },
      config: { 'retention.ms': retentionMs },
    });
    await ensureTopics(kafka.client, [kept(7_200_000)]);
    const error = await rejection(ensureTopics(kafka.client, [kept(3_600_000)]));
    expect(error).toMatchObject({ code: 'TOPIC_DIFFERS' });
    expect(error.message).toMatch(/^topic "kept" has retention\.ms=7200000, but retention\.ms=3600000 is described/);
    expect((await describeTopic(kafka.client, 'kept')).config[0]).toMatchObject({ value: '7200000' });
    await alterTopicConfig(kafka.client, 'kept', { set: { 'retention.ms': 3_600_000 } });
    expect(await ensureTopics(kafka.client, [kept(3_600_000)])).toEqual([{ name: 'kept', action: 'unchanged' }]);
  });

  test.each([
    ['us', { 'retention.ms': -5 }],
    // Without tiered storage, which the brokers do not have.
    ['Kafka', { 'remote.storage.enable': true }],
  ])('keep what they have when a property is refused by %s', async (by, config) => {
    const name = `kept-${by}`;
    await createTopic(kafka.client, { name, partitions: 1, replicationFactor: 3 });
    const topics = [{ name, partitions: 2, replicationFactor: 3, config }];
    expect(await rejection(ensureTopics(kafka.client, topics))).toMatchObject({
      code: 'INVALID_TOPIC_CONFIG',
    });
    expect(await describeTopic(kafka.client, name)).toMatchObject({ partitions: 1, config: [] });
  });
});
