import { addPartitions, createProducer, createTopic, deleteTopic, read } from '../../lib/kafka';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(120_000);

const kafka = new KafkaFixture();
const BEFORE = 6;
const AFTER = 2;

test('a topic made anew with fewer partitions fails at once what is meant for those that are gone, and stores the rest once', async () => {
  const topic = await kafka.freshTopic(BEFORE);
  const producer = await createProducer(kafka.client, { deliveryTimeoutMs: 60_000 });
  const sendOneEach = (value: string) =>
    Promise.all(numbers(BEFORE).map((n) => producer.send({ topic, partition: Number(n), value: `${value} ${n}` })));
  for (const value of ['a', 'b']) {
    for (const { outcome } of await sendOneEach(value)) expect(outcome).toBe('acked');
  }
  await deleteTopic(kafka.client, topic);
  const meanwhile = sendOneEach('meanwhile');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await createTopic(kafka.client, { name: topic, partitions: AFTER, replicationFactor: 3 });
  const madeAt = performance.now();
  const deliveries = await meanwhile;
  expect(performance.now() - madeAt).toBeLessThan(10_000);
  const later = await sendOneEach('later');
  for (const all of [deliveries, later]) {
    expect(all.slice(0, AFTER).map(({ outcome }) => outcome)).toEqual(['acked', 'acked']);
    for (const delivery of all.slice(AFTER))
      expect(delivery).toMatchObject({ outcome: 'failed', error: { code: 'UNKNOWN_PARTITION' } });
  }
  await producer.close();
  const stored: string[] = [];
  for await (const { partition, messages } of read(kafka.client, { topic }))
    for (const { offset, value } of messages) stored.push(`${partition}/${offset}: ${String(value)}`);
  expect(stored.sort()).toEqual(['0/0: meanwhile 0', '0/1: later 0', '1/0: meanwhile 1', '1/1: later 1']);
});

test('a producer that runs reaches the partitions that were added since, as soon as they are there', async () => {
  const topic = await kafka.freshTopic(2);
  const [chosen, partitioned] = await Promise.all([
    createProducer(kafka.client),
    createProducer(kafka.client, { partitioner: ({ value }) => Number(value) }),
  ]);
  const send = async (partition: number) => {
    const sent = [
      chosen.send({ topic, partition, value: `${partition}` }),
      partitioned.send({ topic, value: `${partition}` }),
    ];
    return (await Promise.all(sent)).map((delivery) =>
      delivery.outcome === 'acked' ? delivery.partition : delivery.error.code,
    );
  };
  expect(await send(1)).toEqual([1, 1]);
  expect(await send(4)).toEqual(['UNKNOWN_PARTITION', 'UNKNOWN_PARTITION']);
  await addPartitions(kafka.client, topic, 5);
  expect(await send(4)).toEqual([4, 4]);
  void chosen.send({ topic, partition: 3, value: 'last' });
  await addPartitions(kafka.client, topic, 7);
  const last = chosen.send({ topic, partition: 6, value: 'last' });
  await Promise.all([chosen.close(), partitioned.close()]);
  expect(await last).toMatchObject({ outcome: 'acked', partition: 6 });
});
