// A real cluster in a test: no container, and nothing to install but Java.
import { startKafka, type StartedKafka } from 'kafka-streaming/local';
import { cluster } from './orders-cluster';

let kafka: StartedKafka<typeof cluster>;

beforeAll(async () => {
  kafka = await startKafka({ cluster });
}, 120_000);
afterAll(() => kafka.stop());

test('an order that was sent is read as it was', async () => {
  const { producer, reader, topics } = kafka;
  const orders = producer(topics.orders);
  await orders.send({ key: '7', value: { id: 7, items: ['tea'] } });
  await orders.close();

  const read = [];
  for await (const { value } of reader(topics.orders)) read.push(value);
  expect(read).toEqual([{ id: 7, items: ['tea'] }]);
});
