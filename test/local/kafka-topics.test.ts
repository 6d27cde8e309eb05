import { connect, createTopic, deleteTopic, describeTopic, ensureTopics, waitUntilReady } from '../../lib/kafka';
import { KafkaFixture } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(60_000);

const kafka = new KafkaFixture();

describe('connecting', () => {
  it('needs one bootstrap address of several to be alive', async () => {
    const start = performance.now();
    const other = await connect({ brokers: ['localhost:1', '127.0.0.1:2', kafka.local.bootstrap[2]!] });
    expect(other.clusterId).toBe(kafka.client.clusterId);
    expect(performance.now() - start).toBeLessThan(2000);
    await other.close();
  });

  it('names each address and what is wrong with it after the deadline', async () => {
    const error = await rejection(connect({ brokers: ['localhost:1', 'no-such-host.invalid:9092'], deadlineMs: 1000 }));
    expect(error.message).toBe(
      'no broker answered within 1 s: localhost:1 refuses connections; no-such-host.invalid:9092 the host name is not known',
    );
    expect(error).toMatchObject({ code: 'CANNOT_CONNECT', exitCode: 3 });
  });

  it('is ready only when as many brokers are there as are expected', async () => {
    const ready = await waitUntilReady({ brokers: kafka.local.bootstrap, clusterId: kafka.client.clusterId });
    expect(ready.clusterId).toBe(kafka.client.clusterId);
    const error = await rejection(
      waitUntilReady({ brokers: [...kafka.local.bootstrap, 'localhost:1'], deadlineMs: 5000 }),
    );
    expect(error.message).toMatch(/not ready within 5 s: .*knows 3 of 4 brokers; localhost:1 refuses connections$/);
    expect(await rejection(waitUntilReady({ brokers: kafka.local.bootstrap, clusterId: 'other' }))).toMatchObject({
      exitCode: 2,
    });
  });
});

describe('topics', () => {
  it('are described as they were created', async () => {
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

  it('can be created again at once after they were deleted, and are empty then', async () => {
    const name = await kafka.freshTopic();
    await kafka.produce(name, ['a']);
    for (let i = 0; i < 3; i++) {
      await deleteTopic(kafka.client, name);
      await createTopic(kafka.client, { name, partitions: 3, replicationFactor: 3 });
    }
    expect(await kafka.readAll(name)).toEqual([]);
  });

  it.each([
    [{ name: 'described' }, 'TOPIC_EXISTS', 'topic "described" exists already: describe shows it'],
    [
      { replicationFactor: 4 },
      'TOO_FEW_BROKERS',
      'replication factor of topic "t" is 4, but only 3 brokers are up: use 1 to 3',
    ],
    [
      { config: { 'retention.m': 1 } },
      'INVALID_TOPIC_CONFIG',
      '"retention.m" is no property of a topic: did you mean "retention.ms"?',
    ],
    [
      { name: 'a b' },
      'INVALID_TOPIC',
      'a topic name consists of letters, digits, ".", "_" and "-", but "a b" was given',
    ],
  ])('are refused with a reason: %j', async (change, code, message) => {
    const topic = { name: 't', partitions: 1, replicationFactor: 3, ...change };
    expect(await rejection(createTopic(kafka.client, topic))).toMatchObject({ code, message, exitCode: 2 });
  });

  it('that are missing are named with their nearest neighbour', async () => {
    const expected = {
      code: 'UNKNOWN_TOPIC',
      exitCode: 2,
      message: 'there is no topic "describd": did you mean "described"?',
    };
    expect(await rejection(describeTopic(kafka.client, 'describd'))).toMatchObject(expected);
    expect(await rejection(deleteTopic(kafka.client, 'describd'))).toMatchObject(expected);
  });

  it('are ensured: created, grown, never shrunk', async () => {
    const topic = (name: string, partitions: number) => ({ name, partitions, replicationFactor: 3 });
    const actions = async (...list: ReturnType<typeof topic>[]) =>
      (await ensureTopics(kafka.client, list)).map(({ action }) => action);
    expect(await actions(topic('ensured', 2))).toEqual(['created']);
    expect(await actions(topic('ensured', 2), topic('ensured-2', 1))).toEqual(['unchanged', 'created']);
    expect(await actions(topic('ensured', 4))).toEqual(['partitions added']);
    const error = await rejection(actions(topic('ensured', 3), topic('ensured-3', 1)));
    expect(error).toMatchObject({ code: 'TOPIC_DIFFERS', exitCode: 2 });
    expect(error.message).toMatch(/^topic "ensured" has 4 partitions, but 3 are described/);
    expect(await actions(topic('ensured-3', 1))).toEqual(['unchanged']);
  });
});
