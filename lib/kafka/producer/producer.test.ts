import { eventually } from '../../../test/support/eventually';
import { message, numbers, ProducerFixture } from '../../../test/support/producer-fixture';
import { rejection } from '../../../test/support/rejection';
import { connect } from '../client/connect';
import { createProducer } from './create-producer';

const MESSAGE_TOO_LARGE = 10;
const NOT_LEADER = 6;
const NOT_ENOUGH_REPLICAS = 19;
const OUT_OF_ORDER = 45;
const TOPIC_AUTHORIZATION_FAILED = 29;

const fixture = new ProducerFixture();

describe('a producer', () => {
  test('tells of each message where it is stored', async () => {
    await fixture.start();
    const deliveries = await fixture.sendAll(numbers(5));
    expect(deliveries).toMatchObject(numbers(5).map((n) => ({ outcome: 'acked', partition: 0, offset: Number(n) })));
    expect(fixture.broker.log[0]).toEqual(numbers(5));
  });

  test('keeps to what a program chooses, though that sends another message meanwhile, or chooses none', async () => {
    await fixture.start({
      partitioner: ({ key }) => {
        if (key === 'first') void fixture.producer.send({ topic: 't', partition: 1, key: 'meanwhile', value: 'other' });
        return key === 'first' ? 2 : (undefined as unknown as number);
      },
    });
    const send = (key: string) => fixture.producer.send({ topic: 't', key, value: key });
    expect(await send('first')).toMatchObject({ outcome: 'acked', partition: 2 });
    expect(await send('second')).toMatchObject({ outcome: 'failed', error: { code: 'UNKNOWN_PARTITION' } });
    expect(fixture.broker.log[2]).toEqual(['first']);
  });

  test('stores a batch once whose connection broke after it was stored', async () => {
    await fixture.start();
    fixture.decide({ stored: true, answer: 'connection closed' });
    expect(await fixture.sendAll(['a', 'b'])).toMatchObject([{ offset: 0 }, { offset: 1 }]);
    expect(fixture.broker.produced).toHaveLength(2);
    expect(fixture.broker.log[0]).toEqual(['a', 'b']);
  });

  test('does not take an answer for a proof that nothing was stored', async () => {
    await fixture.start({ deliveryTimeoutMs: 300 });
    fixture.broker.decide = () => ({ error: NOT_LEADER, stored: true });
    expect(await fixture.sendAll(['a'])).toMatchObject([{ outcome: 'unknown', error: { code: 'UNKNOWN_OUTCOME' } }]);
  });

  test('knows of some answers that nothing was stored', async () => {
    await fixture.start({ deliveryTimeoutMs: 300 });
    fixture.broker.decide = () => ({ error: NOT_ENOUGH_REPLICAS });
    expect(await fixture.sendAll(['a'])).toMatchObject([{ outcome: 'failed', error: { code: 'NOT_STORED' } }]);
  });

  test('never again uses the identity of a batch whose fate it does not know, in that partition', async () => {
    await fixture.start({ deliveryTimeoutMs: 300 });
    fixture.decide({ stored: true, answer: 'never' });
    expect(await fixture.sendAll(['lost from sight'])).toMatchObject([{ outcome: 'unknown', partition: 0 }]);
    // With the sequence number of the first, the broker would take this for its repetition, and acknowledge it unstored.
    expect(await fixture.sendAll(['next'])).toMatchObject([{ outcome: 'acked', partition: 0, offset: 1 }]);
    expect(await fixture.producer.send(message('elsewhere', 1))).toMatchObject({ outcome: 'acked' });
    expect(fixture.broker.log[0]).toEqual(['lost from sight', 'next']);
    const [first, second, third] = fixture.broker.produced.map(({ producerId }) => producerId);
    expect(second).not.toBe(first);
    expect(third).toBe(first);
  });

  test('goes on under a new identity when the broker forgot the old one', async () => {
    await fixture.start();
    await fixture.sendAll(['a']);
    fixture.broker.decide = (_, attempt) => (attempt === 2 ? { error: OUT_OF_ORDER } : {});
    expect(await fixture.sendAll(['b'])).toMatchObject([{ outcome: 'acked', partition: 0, offset: 1 }]);
    expect(fixture.broker.produced[2]!.firstSequence).toBe(0);
    expect(fixture.broker.produced[2]!.producerId).not.toBe(fixture.broker.produced[0]!.producerId);
  });

  test('lets one message that is too large fail alone', async () => {
    await fixture.start();
    fixture.broker.decide = ({ bytes }) => (bytes > 5000 ? { error: MESSAGE_TOO_LARGE } : {});
    const deliveries = await fixture.sendAll([...numbers(20), 'x'.repeat(6000), ...numbers(20)]);
    expect(deliveries.filter(({ outcome }) => outcome === 'acked')).toHaveLength(40);
    expect(deliveries[20]).toMatchObject({ outcome: 'failed', error: { code: 'MESSAGE_TOO_LARGE' } });
    expect(fixture.broker.log[0]).toEqual([...numbers(20), ...numbers(20)]);
  });

  test('says why a topic may not be written to', async () => {
    await fixture.start();
    fixture.broker.decide = () => ({ error: TOPIC_AUTHORIZATION_FAILED });
    const [delivery] = await fixture.sendAll(['a']);
    expect(delivery).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringMatching(/^t\/0 did not store/) as string },
    });
  });

  test('gives every message an outcome when it is closed in time', async () => {
    await fixture.start();
    fixture.broker.decide = () => ({ answer: 'never' });
    const sends = fixture.sendAll(numbers(3));
    await eventually('the request is under way', () => fixture.broker.produced.length === 1);
    const late = fixture.sendAll(numbers(2));
    await fixture.producer.close({ withinMs: 100 });
    expect((await sends).map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect((await late).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect((await rejection(fixture.producer.send(message('a')))).message).toBe('the producer is closed');
  });

  test('closes in time, though no broker answers any more, the buffer is full and a topic not known yet', async () => {
    await fixture.start({ bufferBytes: 20_000 });
    await fixture.sendAll(['known']);
    fixture.broker.isSilent = true;
    const sends = numbers(20).map((n) => fixture.producer.send(message(n.padStart(200), Number(n) % 3)));
    const elsewhere = fixture.producer.send({ topic: 'elsewhere', value: 'parked' });
    await eventually(
      'a request is under way',
      () => fixture.broker.produced.length === 1 && fixture.producer.pending > 1,
    );
    const closing = performance.now();
    await fixture.producer.close({ withinMs: 300 });
    expect(performance.now() - closing).toBeLessThan(2000);
    for (const delivery of await Promise.all([...sends, elsewhere])) expect(delivery.outcome).not.toBe('acked');
  });

  test('refuses what is no message, and fails what has no such partition', async () => {
    await fixture.start();
    expect(await rejection(fixture.producer.send({ topic: 't', value: 3 as never }))).toMatchObject({
      code: 'INVALID_MESSAGE',
      message: 'a message cannot be sent: value must be text, bytes or null, but 3 was given',
    });
    expect(await fixture.producer.send(message('a', 7))).toMatchObject({
      outcome: 'failed',
      error: { message: 'topic "t" has the partitions 0 to 2, but 7 was given' },
    });
  });

  test('goes on when a report throws', async () => {
    const logged = jest.fn();
    const talkative = await connect({ brokers: [fixture.broker.address], log: logged });
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
