import { randomBytes } from 'node:crypto';
import { alterBrokerConfig, alterTopicConfig, layout } from '../../lib/kafka';
import { Beside } from '../support/beside';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(180_000);

const kafka = new KafkaFixture();

const YES = /^ready: broker \d is in sync\n$/;

async function besides<Result>(ids: readonly number[], use: (...besides: Beside[]) => Promise<Result>): Promise<void> {
  const all = ids.map((id) => new Beside(kafka.local.cluster, id));
  try {
    await use(...all);
  } finally {
    await Promise.all(all.map((each) => each.stop()));
  }
}

const inSync = async (topic: string): Promise<readonly number[]> => {
  const { topics } = await layout(kafka.client);
  return topics.find(({ name }) => name === topic)!.partitions[0]!.inSync;
};

test('it answers 200 of a broker that is in sync, knows no other path, and ends with SIGTERM', async () => {
  await kafka.freshTopic();
  const beside = new Beside(kafka.local.cluster, 1);
  await beside.until(200, YES);
  expect((await beside.ask('/other')).status).toBe(404);
  expect(await beside.stop()).toBe(143);
});

test('a broker that is frozen, its port still open, is not ready once it is behind, and the others are; thawed, it is again', async () => {
  const topic = await kafka.freshTopic(1);
  await besides([2, 3], async (second, third) => {
    await Promise.all([second.until(200, YES), third.until(200, YES)]);
    await kafka.local.kill('broker', 3, 'SIGSTOP');
    try {
      await third.until(503, new RegExp(`^not ready: broker 3 is not in sync in .*\\w/\\d|not registered`));
      expect(await inSync(topic)).not.toContain(3);
      expect(await second.ask()).toMatchObject({ status: 200 });
    } finally {
      await kafka.local.kill('broker', 3, 'SIGCONT');
    }
    await third.until(200, YES);
    expect(await inSync(topic)).toContain(3);
  });
});

describe('a broker that must copy much', () => {
  const throttled = (id: number, rate: number | undefined) =>
    alterBrokerConfig(
      kafka.client,
      id,
      rate === undefined
        ? { reset: ['follower.replication.throttled.rate'] }
        : { set: { 'follower.replication.throttled.rate': rate } },
    );

  test('is not ready when it listens, but when it is in sync, and the partition is named', async () => {
    const topic = await kafka.freshTopic(1);
    await alterTopicConfig(kafka.client, topic, { set: { 'follower.replication.throttled.replicas': '*' } });
    await besides([1, 2, 3], async (...all) => {
      await Promise.all(all.map((each) => each.until(200, YES)));
      const leader = (await layout(kafka.client)).topics.find(({ name }) => name === topic)!.partitions[0]!.leader!;
      const behind = all.find(({ id }) => id !== leader)!;
      const named = new RegExp(`^not ready: broker ${behind.id} is not in sync in ${topic}/0\n$`);
      const values = numbers(60).map(() => randomBytes(50_000).toString('hex'));

      // Brokers hold back only what is for replicas that are behind already.
      await throttled(behind.id, 1);
      await kafka.local.kill('broker', behind.id, 'SIGKILL');
      await behind.until(503, /does not listen/);
      await kafka.produce(topic, values, 0);
      behind.said.length = 0;
      await kafka.local.up();
      await behind.until(503, named);
      expect(await inSync(topic)).not.toContain(behind.id);
      expect(behind.said.filter((line) => line.startsWith('ready'))).toEqual([]);
      expect((await Promise.all(all.map((each) => each.ask()))).map(({ status }) => status)).toEqual(
        all.map((each) => (each === behind ? 503 : 200)),
      );

      await throttled(behind.id, undefined);
      await behind.until(200, YES);
      expect(await inSync(topic)).toContain(behind.id);
    });
  });
});

test('a whole cluster that starts is held up by nobody: each is ready once it is in sync', async () => {
  await kafka.freshTopic();
  await besides([1, 2, 3], async (...all) => {
    for (const { id } of all) await kafka.local.kill('broker', id, 'SIGKILL');
    await Promise.all(all.map((each) => each.until(503, /does not listen/)));
    await kafka.local.up();
    await Promise.all(all.map((each) => each.until(200, YES)));
  });
});
