import Encoder from 'kafkajs/src/protocol/encoder';
import { eventually } from '../../../test/support/eventually';
import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { rejection } from '../../../test/support/rejection';
import type { Client } from '../client/client';
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

const CREATE_TOPICS = 19;
const DELETE_TOPICS = 20;
const CREATE_PARTITIONS = 37;

const fixture = new FakeBrokerFixture('orders', 1);

describe('a signal', () => {
  it.each(Object.keys(calls))('ends %s while no broker answers', async (name) => {
    fixture.broker.isSilent = true;
    const stop = new AbortController();
    const ended = rejection(calls[name]!(fixture.client, { signal: stop.signal }));
    stop.abort(new Error('enough'));
    expect((await ended).message).toBe('enough');
  });

  it.each(Object.keys(calls))('that was aborted before lets %s ask nobody', async (name) => {
    const questions = [jest.spyOn(fixture.client, 'askAny'), jest.spyOn(fixture.client, 'connection')];
    const signal = AbortSignal.abort(new Error('enough'));
    expect((await rejection(calls[name]!(fixture.client, { signal }))).message).toBe('enough');
    for (const question of questions) expect(question).not.toHaveBeenCalled();
  });

  // What the broker says of its one topic never changes, so that they would wait for half a minute.
  it.each<[name: string, key: number, call: (options: AdminOptions) => Promise<unknown>]>([
    ['createTopic', CREATE_TOPICS, (options) => createTopic(fixture.client, { ...orders, partitions: 2 }, options)],
    ['deleteTopic', DELETE_TOPICS, (options) => deleteTopic(fixture.client, 'orders', options)],
    [
      'ensureTopics',
      CREATE_PARTITIONS,
      (options) => ensureTopics(fixture.client, [{ ...orders, partitions: 2 }], options),
    ],
  ])('ends %s while the change is on its way to all brokers', async (_, key, call) => {
    let isMade = false;
    const made = new Encoder().writeString('orders').writeInt16(0);
    if (key !== DELETE_TOPICS) made.writeString(null);
    fixture.broker.others.set(key, () => {
      isMade = true;
      return new Encoder().writeInt32(0).writeArray([made]);
    });
    const stop = new AbortController();
    const ended = rejection(call({ signal: stop.signal }));
    await eventually('the change is made', () => isMade);
    const asked = fixture.broker.asked;
    await eventually('it is looked for', () => fixture.broker.asked > asked);
    stop.abort(new Error('enough'));
    expect((await ended).message).toBe('enough');
  });
});
