import { rejection } from '../../../test/support/rejection';
import { defineCluster, text, topic } from '../../cluster';
import type { Client } from '../client/client';
import { clientsOf } from './clients-of';
import { TypedProducer } from './producer';
import { topicsOf } from './topics';

describe('a typed producer that cannot connect', () => {
  const { notes } = topicsOf(defineCluster({ topics: { notes: topic({ serde: text }) } }));
  const connecting = (signal?: AbortSignal) =>
    new Promise<Client>((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
    );
  const producer = () => new TypedProducer(notes, connecting, {});

  test('stops waiting when it is told to, with the reason', async () => {
    const stop = new AbortController();
    const waiting = producer();
    const sending = rejection(waiting.send({ value: 'a' }, { signal: stop.signal }));
    const sendingAll = rejection(waiting.sendAll([{ value: 'b' }], { signal: stop.signal }));
    stop.abort(new Error('enough'));
    expect([(await sending).message, (await sendingAll).message]).toEqual(['enough', 'enough']);
  });

  test('closes within the time that it is given', async () => {
    const waiting = producer();
    const sending = rejection(waiting.send({ value: 'a' }));
    await waiting.close({ withinMs: 10 });
    expect(await sending).toMatchObject({ code: 'CLOSED' });
  });
});

describe('typed clients that are given what they do not take', () => {
  const { topics, producer, consumer, reader } = clientsOf(
    defineCluster({ topics: { notes: topic({ serde: text }) } }),
  );
  const asAny = (given: unknown) => given as typeof topics.notes;

  test.each([undefined, null, 'notes', { name: 'notes' }])('%p is no topic', (given) => {
    const refused = expect.objectContaining({ code: 'INVALID_TOPIC' }) as Error;
    expect(() => producer(asAny(given))).toThrow(refused);
    expect(() => consumer(asAny(given), { group: 'a' })).toThrow(refused);
    expect(() => reader(asAny(given))).toThrow(refused);
  });

  test.each([undefined, null, 'a'])('%p is no message', async (given) => {
    const error = await rejection(producer(topics.notes).send(given as never));
    expect(error).toMatchObject({ code: 'INVALID_MESSAGE' });
    expect(error.message).toMatch(/ is no message$/);
  });
});

test.each([null, undefined, {}])('%j is no cluster that defineCluster has made', (given) => {
  expect(() => clientsOf(given as never)).toThrow(
    expect.objectContaining({
      code: 'INVALID_CLUSTER',
      message: expect.stringMatching(/^a cluster must be one that defineCluster has made, but .* was given$/) as string,
    }) as Error,
  );
});
