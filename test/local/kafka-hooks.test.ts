import { connect, consume, createProducer, type Assignment, type Retry } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(90_000);

const kafka = new KafkaFixture();

test('tells of partitions that a member gave up, and how far it is behind', async () => {
  const topic = await kafka.freshTopic(2);
  await kafka.produce(topic, numbers(5), 0);
  const revoked: Assignment[] = [];
  const lags: unknown[] = [];
  const stop = new AbortController();
  const consuming = consume(
    kafka.client,
    {
      groupId: 'telling',
      topics: [topic],
      fromBeginning: true,
      on: { revoked: (assignment) => revoked.push(assignment), lag: (of) => lags.push(of) },
      signal: stop.signal,
    },
    () => undefined,
  );
  await eventually('all is read', () => lags.length >= 1);
  expect(lags.at(-1)).toEqual({ topic, partition: 0, lag: 0 });
  expect(revoked).toEqual([]);
  const other = await startMember(kafka.local.bootstrap, { groupId: 'telling', topics: [topic] });
  await eventually('it gave up what it had', () => revoked.length === 1);
  await other.leave();
  stop.abort();
  await consuming;
  expect(revoked[0]).toEqual({ [topic]: [0, 1] });
});

test('tells of what a member fetches', async () => {
  const topic = await kafka.freshTopic(1);
  await kafka.produce(topic, numbers(5));
  const told: [string, object][] = [];
  await consume(
    kafka.client,
    {
      ...{ groupId: 'fetching', topics: [topic], fromBeginning: true, until: 'caught-up' },
      on: { fetching: (of) => told.push(['fetching', of]), fetched: (of) => told.push(['fetched', of]) },
    },
    () => undefined,
  );
  const leader = kafka.client.partition(topic, 0)!.leader!;
  expect(told.slice(0, 2)).toEqual([
    ['fetching', { broker: leader }],
    ['fetched', { broker: leader, partitions: 1, durationMs: expect.any(Number) as number }],
  ]);
});

test('tells of connections, and of what is tried again, while a broker is dead', async () => {
  const topic = await kafka.freshTopic(3);
  const connected: string[] = [];
  const disconnected: { readonly address: string; readonly reason: string }[] = [];
  const retries: Retry[] = [];
  const client = await connect({
    brokers: kafka.local.bootstrap,
    on: {
      connected: ({ address }) => connected.push(address),
      disconnected: (broker) => disconnected.push(broker),
      retrying: (retry) => retries.push(retry),
    },
  });
  const producer = await createProducer(client, { lingerMs: 0 });
  const stop = new AbortController();
  const options = { groupId: 'retrying', topics: [topic], fromBeginning: true, signal: stop.signal };
  let messages = 0;
  const consuming = consume(client, options, (batch) => void (messages += batch.messages.length));
  const sendEverywhere = () =>
    Promise.all([0, 1, 2].map((partition) => producer.send({ topic, partition, value: 'some' })));
  await sendEverywhere();
  await eventually('all is read', () => messages === 3);
  expect(new Set(connected)).toEqual(new Set(kafka.local.bootstrap));
  expect([disconnected, retries]).toEqual([[], []]);

  await kafka.local.kill('broker', 2, 'SIGKILL');
  const outcomes = await sendEverywhere();
  await eventually('all is read', () => messages === 6);
  expect(outcomes.every(({ outcome }) => outcome === 'acked')).toBe(true);
  const dead = kafka.local.bootstrap[1]!;
  expect(disconnected).toContainEqual({ address: dead, reason: `${dead} closed the connection` });
  const [partition] = new Set(retries.filter(({ what }) => what === 'produce').map(({ partition }) => partition));
  expect(retries).toContainEqual({
    what: 'produce',
    topic,
    partition,
    reason: expect.stringContaining(dead) as string,
  });
  expect(retries).toContainEqual(expect.objectContaining({ what: 'fetch', topic, partition }));

  stop.abort();
  await consuming;
  await producer.close();
  const open = connected.length - disconnected.length;
  await client.close();
  await eventually('the rest is told', () => connected.length === disconnected.length);
  expect(open).toBeGreaterThan(0);
});
