import { eventually } from '../../../test/support/eventually';
import { FakeBroker, type Fate } from '../../../test/support/fake-broker';
import { rejection } from '../../../test/support/rejection';
import type { Client } from '../client';
import { connect } from '../connect';
import { createProducer } from './create-producer';
import type { Delivery } from './delivery';
import type { Producer, ProducerOptions } from './producer';

const MESSAGE_TOO_LARGE = 10;
const NOT_LEADER = 6;
const NOT_ENOUGH_REPLICAS = 19;
const OUT_OF_ORDER = 45;
const TOPIC_AUTHORIZATION_FAILED = 29;

let broker: FakeBroker;
let client: Client;
let producer: Producer | undefined;

beforeEach(async () => {
  broker = await FakeBroker.start('t', 3);
  client = await connect({ brokers: [broker.address] });
});

afterEach(async () => {
  await producer?.close({ withinMs: 0 });
  await client.close();
  await broker.stop();
});

const start = async (options: ProducerOptions = {}) =>
  (producer = await createProducer(client, { lingerMs: 0, ...options }));
const message = (value: string, partition = 0) => ({ topic: 't', partition, value });
const sendAll = (values: readonly string[]): Promise<Delivery[]> =>
  Promise.all(values.map((value) => producer!.send(message(value))));
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
/** The fates of the requests, one after the other; then all is well. */
const fates = (...list: Fate[]) => (broker.decide = (_, attempt) => list[attempt - 1] ?? {});

describe('a producer', () => {
  it('tells of each message where it is stored', async () => {
    await start();
    const deliveries = await sendAll(numbers(5));
    expect(deliveries).toEqual(numbers(5).map((n) => ({ outcome: 'acked', partition: 0, offset: Number(n) })));
    expect(broker.log[0]).toEqual(numbers(5));
  });

  it('sends one partition a request, and the next of a partition only after the answer', async () => {
    await start({ batchBytes: 200 });
    const inFlight = [0, 0, 0];
    let most = 0;
    broker.decide = async ({ partitions }) => {
      most = Math.max(most, ++inFlight[partitions[0]!]!);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inFlight[partitions[0]!]!--;
      return {};
    };
    await Promise.all(numbers(300).map((n) => producer!.send(message(n, Number(n) % 3))));
    expect(broker.produced.length).toBeGreaterThan(10);
    expect(broker.produced.every(({ partitions }) => partitions.length === 1)).toBe(true);
    expect(most).toBe(1);
    expect(broker.log.map((log) => log.map(Number))).toEqual(
      [0, 1, 2].map((p) =>
        numbers(300)
          .map(Number)
          .filter((n) => n % 3 === p),
      ),
    );
  });

  it('sends together what came while it looked for the topic', async () => {
    producer = await createProducer(client, { lingerMs: 50 });
    broker.delayMs = 100;
    await producer.enqueue(message('first'), () => undefined);
    for (const n of numbers(9)) {
      await Promise.resolve();
      void producer.enqueue(message(n), () => undefined);
    }
    await producer.flush();
    expect(broker.produced).toHaveLength(1);
  });

  it('fills batches by what compression leaves of them', async () => {
    await start({ compression: 'gzip', batchBytes: 1000 });
    broker.decide = () => ({ stored: false, error: 0 });
    const counts: number[] = [];
    for (let i = 0; i < 2; i++) {
      broker.produced.length = 0;
      await sendAll(numbers(200).map((n) => n.padEnd(100)));
      counts.push(broker.produced.length);
      expect(Math.max(...broker.produced.map(({ bytes }) => bytes))).toBeLessThan(1000);
    }
    // How well they are compressed is known once some were.
    expect(counts[0]).toBeGreaterThan(20);
    expect(counts[1]).toBeLessThan(6);
  });

  it('stores a batch once whose connection broke after it was stored', async () => {
    await start();
    fates({ stored: true, answer: 'connection closed' });
    expect(await sendAll(['a', 'b'])).toMatchObject([{ offset: 0 }, { offset: 1 }]);
    expect(broker.produced).toHaveLength(2);
    expect(broker.log[0]).toEqual(['a', 'b']);
  });

  it('does not take an answer for a proof that nothing was stored', async () => {
    await start({ deliveryTimeoutMs: 300 });
    broker.decide = () => ({ error: NOT_LEADER, stored: true });
    expect(await sendAll(['a'])).toMatchObject([
      { outcome: 'unknown', error: { code: 'UNKNOWN_OUTCOME', exitCode: 4 } },
    ]);
  });

  it('knows of some answers that nothing was stored', async () => {
    await start({ deliveryTimeoutMs: 300 });
    broker.decide = () => ({ error: NOT_ENOUGH_REPLICAS });
    expect(await sendAll(['a'])).toMatchObject([{ outcome: 'failed', error: { code: 'NOT_STORED', exitCode: 4 } }]);
  });

  it('never again uses the identity of a batch whose fate it does not know, in that partition', async () => {
    await start({ deliveryTimeoutMs: 300 });
    fates({ stored: true, answer: 'never' });
    expect(await sendAll(['lost from sight'])).toMatchObject([{ outcome: 'unknown', partition: 0 }]);
    // With the sequence number of the first, the broker would take this for its repetition, and acknowledge it unstored.
    expect(await sendAll(['next'])).toEqual([{ outcome: 'acked', partition: 0, offset: 1 }]);
    expect(await producer!.send(message('elsewhere', 1))).toMatchObject({ outcome: 'acked' });
    expect(broker.log[0]).toEqual(['lost from sight', 'next']);
    const [first, second, third] = broker.produced.map(({ producerId }) => producerId);
    expect(second).not.toBe(first);
    expect(third).toBe(first);
  });

  it('goes on under a new identity when the broker forgot the old one', async () => {
    await start();
    await sendAll(['a']);
    broker.decide = (_, attempt) => (attempt === 2 ? { error: OUT_OF_ORDER } : {});
    expect(await sendAll(['b'])).toEqual([{ outcome: 'acked', partition: 0, offset: 1 }]);
    expect(broker.produced[2]!.firstSequence).toBe(0);
    expect(broker.produced[2]!.producerId).not.toBe(broker.produced[0]!.producerId);
  });

  it('lets one message that is too large fail alone', async () => {
    await start();
    broker.decide = ({ bytes }) => (bytes > 5000 ? { error: MESSAGE_TOO_LARGE } : {});
    const deliveries = await sendAll([...numbers(20), 'x'.repeat(6000), ...numbers(20)]);
    expect(deliveries.filter(({ outcome }) => outcome === 'acked')).toHaveLength(40);
    expect(deliveries[20]).toMatchObject({ outcome: 'failed', error: { code: 'MESSAGE_TOO_LARGE' } });
    expect(broker.log[0]).toEqual([...numbers(20), ...numbers(20)]);
  });

  it('says why a topic may not be written to', async () => {
    await start();
    broker.decide = () => ({ error: TOPIC_AUTHORIZATION_FAILED });
    const [delivery] = await sendAll(['a']);
    expect(delivery).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringMatching(/^t\/0 did not store/) as string },
    });
  });

  it('waits for room, and holds no more than its buffer', async () => {
    let release = () => {};
    broker.decide = () => new Promise((resolve) => (release = () => resolve({})));
    await start({ bufferBytes: 1000 });
    const value = 'x'.repeat(336);
    const sends = [1, 2, 3, 4].map(() => producer!.send(message(value)));
    await eventually('the first request is under way', () => broker.produced.length === 1);
    expect(producer!.pending).toBe(3);
    expect(() => producer!.enqueue(message(value), () => undefined)).toThrow('the producer is full');
    broker.decide = () => ({});
    release();
    expect((await Promise.all(sends)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('acked'));
  });

  it('lets a send that waits for room be aborted', async () => {
    broker.decide = () => new Promise(() => undefined);
    await start({ bufferBytes: 100, deliveryTimeoutMs: 300 });
    const first = producer!.send(message('x'.repeat(100)));
    const abort = new AbortController();
    const second = producer!.send(message('y'), { signal: abort.signal });
    abort.abort(new Error('enough'));
    expect((await rejection(second)).message).toBe('enough');
    expect((await first).outcome).toBe('unknown');
  });

  it('gives every message an outcome when it is closed in time', async () => {
    await start();
    broker.decide = () => ({ answer: 'never' });
    const sends = sendAll(numbers(3));
    await eventually('the request is under way', () => broker.produced.length === 1);
    const late = sendAll(numbers(2));
    await producer!.close({ withinMs: 100 });
    expect((await sends).map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect((await late).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect((await rejection(producer!.send(message('a')))).message).toBe('the producer is closed');
  });

  it('closes in time, though no broker answers any more, the buffer is full and a topic not known yet', async () => {
    await start({ bufferBytes: 1000 });
    await sendAll(['known']);
    broker.isSilent = true;
    const sends = numbers(20).map((n) => producer!.send(message(n.padStart(200), Number(n) % 3)));
    const elsewhere = producer!.send({ topic: 'elsewhere', value: 'parked' });
    await eventually('a request is under way', () => broker.produced.length === 1 && producer!.pending > 1);
    const closing = performance.now();
    await producer!.close({ withinMs: 300 });
    expect(performance.now() - closing).toBeLessThan(2000);
    for (const delivery of await Promise.all([...sends, elsewhere])) expect(delivery.outcome).not.toBe('acked');
  });

  it('refuses what is no message, and fails what has no such partition', async () => {
    await start();
    expect((await rejection(producer!.send({ topic: 't', value: 3 as never }))).message).toMatch(
      /^a message has a topic/,
    );
    expect(await producer!.send(message('a', 7))).toMatchObject({
      outcome: 'failed',
      error: { message: 'topic "t" has the partitions 0 to 2, but 7 was given', exitCode: 2 },
    });
  });

  it('goes on when a report throws', async () => {
    const logged = jest.fn();
    const talkative = await connect({ brokers: [broker.address], log: logged });
    const other = await createProducer(talkative, { lingerMs: 0 });
    await other.enqueue(message('a'), () => {
      throw new Error('of the caller');
    });
    await other.enqueue(message('nowhere', 7), () => {
      throw new Error('of the caller');
    });
    await other.flush();
    expect(other.pending).toBe(0);
    expect(await other.send(message('b'))).toMatchObject({ outcome: 'acked', offset: 1 });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ level: 'error', reason: 'of the caller' }));
    await other.close();
    await talkative.close();
  });
});
