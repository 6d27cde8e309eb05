import { defineCluster, json, text, topic } from '../../cluster';
import { rejection } from '../../../test/support/rejection';
import { topicsOf, typedClients } from './index';

interface Order {
  readonly id: number;
}

const cluster = defineCluster({
  topics: { orders: topic<Order>({ partitions: 6 }), notes: topic({ serde: text }), events: {} },
});
const topics = topicsOf(cluster);
const clients = typedClients(() => Promise.reject(new Error('no cluster')));

/** Never run: tsc is the test. */
const compiled = (...lines: readonly (() => unknown)[]) => expect(lines.length).toBeGreaterThan(0);

describe('the compiler', () => {
  test('knows the topics of the description', () => {
    expect(topics.orders.name).toBe('orders');
    // @ts-expect-error there is no such topic
    expect(topics.order).toBeUndefined();
  });

  test('knows what each topic takes', () => {
    compiled(
      () => clients.producer(topics.orders).send({ key: '1', value: { id: 1 } }),
      () => clients.producer(topics.notes).send({ value: 'a' }),
      () => clients.producer(topics.events).send({ value: ['anything', null] }),
      // @ts-expect-error an order is no text
      () => clients.producer(topics.orders).send({ value: '{"id":1}' }),
      // @ts-expect-error the id of an order is a number
      () => clients.producer(topics.orders).send({ value: { id: '1' } }),
      // @ts-expect-error orders are not deletable
      () => clients.producer(topics.orders).send({ value: null }),
      // @ts-expect-error the topic is known already
      () => clients.producer(topics.notes).send({ topic: 'orders', value: 'a' }),
      // @ts-expect-error a note has a text
      () => clients.producer(topics.notes).sendAll([{ value: 'a' }, { value: 1 }]),
    );
  });

  test('knows what each topic gives', () => {
    compiled(
      async () => {
        for await (const { value } of clients.consumer(topics.orders, { group: 'g' })) value.id satisfies number;
      },
      async () => {
        for await (const { value } of clients.reader(topics.notes)) value.length satisfies number;
      },
      async () => {
        // @ts-expect-error an order has no such field
        for await (const { value } of clients.reader(topics.orders)) value.price satisfies number;
      },
      async () => {
        // @ts-expect-error of a topic without a type, nothing is known
        for await (const { value } of clients.reader(topics.events)) value.id satisfies number;
      },
      // @ts-expect-error a consumer belongs to a group
      () => clients.consumer(topics.orders, {}),
    );
  });

  test('leaves only the topics that every cluster has', () => {
    const smaller = defineCluster({ brokers: 1, topics: { orders: topic<Order>() } });
    const common = topicsOf(smaller as typeof smaller | typeof cluster);
    expect(common.orders.name).toBe('orders');
    // @ts-expect-error the smaller one has none
    expect(common.notes).toBeUndefined();
  });

  test('takes the type of values from their check', () => {
    const check = (value: unknown): Order => value as Order;
    const { orders } = topicsOf(defineCluster({ topics: { orders: topic({ serde: json(check) }) } }));
    compiled(
      () => clients.producer(orders).send({ value: { id: 1 } }),
      // @ts-expect-error not what the check gives
      () => clients.producer(orders).send({ value: { name: 'a' } }),
    );
  });
});

describe('clients that cannot connect', () => {
  test('say so with the first message', async () => {
    const producer = clients.producer(topics.notes);
    expect((await rejection(producer.send({ value: 'a' }))).message).toBe('no cluster');
    expect((await rejection(producer.sendAll([{ value: 'a' }]))).message).toBe('no cluster');
    await producer.close();
    expect(await rejection(producer.send({ value: 'a' }))).toMatchObject({ code: 'CLOSED' });
    expect(await rejection(producer.sendAll([]))).toMatchObject({ code: 'CLOSED' });
    expect((await rejection(clients.reader(topics.notes).next())).message).toBe('no cluster');
  });

  test('do not even try when they are stopped already', async () => {
    const options = { group: 'g', signal: AbortSignal.abort() };
    expect(await clients.consumer(topics.notes, options).next()).toEqual({ done: true, value: undefined });
  });
});
