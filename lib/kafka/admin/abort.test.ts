import { FakeBroker } from '../../../test/support/fake-broker';
import { rejection } from '../../../test/support/rejection';
import type { Client } from '../client';
import { connect } from '../connect';
import type { AdminOptions } from './admin-options';
import { createTopic } from './create-topic';
import { deleteTopic } from './delete-topic';
import { describeTopic } from './describe-topic';
import { ensureTopics } from './ensure-topics';
import { listTopics } from './list-topics';

const orders = { name: 'orders', partitions: 1, replicationFactor: 1 };

const calls: Readonly<Record<string, (client: Client, options: AdminOptions) => Promise<unknown>>> = {
  createTopic: (client, options) => createTopic(client, orders, options),
  deleteTopic: (client, options) => deleteTopic(client, 'orders', options),
  describeTopic: (client, options) => describeTopic(client, 'orders', options),
  ensureTopics: (client, options) => ensureTopics(client, [orders], options),
  listTopics: (client, options) => listTopics(client, options),
};

describe('while no broker answers, a signal ends', () => {
  let broker: FakeBroker;
  let client: Client;

  beforeEach(async () => {
    broker = await FakeBroker.start('orders', 1);
    client = await connect({ brokers: [broker.address] });
    broker.isSilent = true;
  });

  afterEach(async () => {
    await client.close();
    await broker.stop();
  });

  it.each(Object.keys(calls))('%s', async (name) => {
    const stop = new AbortController();
    const ended = rejection(calls[name]!(client, { signal: stop.signal }));
    const start = performance.now();
    stop.abort(new Error('enough'));
    expect((await ended).message).toBe('enough');
    expect(performance.now() - start).toBeLessThan(500);
    // Nothing goes on behind the caller's back.
    expect((await rejection(calls[name]!(client, { signal: stop.signal }))).message).toBe('enough');
  });
});
