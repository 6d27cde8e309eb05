import { randomBytes } from 'node:crypto';
import { eventually } from '../../../test/support/eventually';
import { message, numbers, ProducerFixture } from '../../../test/support/producer-fixture';
import { rejection } from '../../../test/support/rejection';

const MESSAGE_TOO_LARGE = 10;

const fixture = new ProducerFixture();

describe('a producer', () => {
  test('sends one partition a request, and the next of a partition only after the answer', async () => {
    await fixture.start({ batchBytes: 200 });
    const inFlight = [0, 0, 0];
    let most = 0;
    fixture.broker.decide = async ({ partitions }) => {
      most = Math.max(most, ++inFlight[partitions[0]!]!);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inFlight[partitions[0]!]!--;
      return {};
    };
    await Promise.all(numbers(300).map((n) => fixture.producer.send(message(n, Number(n) % 3))));
    expect(fixture.broker.produced.length).toBeGreaterThan(10);
    expect(fixture.broker.produced.every(({ partitions }) => partitions.length === 1)).toBe(true);
    expect(most).toBe(1);
    expect(fixture.broker.log.map((log) => log.map(Number))).toEqual(
      [0, 1, 2].map((p) =>
        numbers(300)
          .map(Number)
          .filter((n) => n % 3 === p),
      ),
    );
  });

  test('sends together what came while it looked for the topic', async () => {
    await fixture.start({ lingerMs: 50 });
    fixture.broker.delayMs = 100;
    await fixture.producer.enqueue(message('first'), () => undefined);
    for (const n of numbers(9)) {
      await Promise.resolve();
      void fixture.producer.enqueue(message(n), () => undefined);
    }
    await fixture.producer.flush();
    expect(fixture.broker.produced).toHaveLength(1);
  });

  test('fills batches by what compression leaves of them', async () => {
    await fixture.start({ compression: 'gzip', batchBytes: 1000 });
    fixture.broker.decide = () => ({ stored: false, error: 0 });
    const counts: number[] = [];
    for (let i = 0; i < 2; i++) {
      fixture.broker.produced.length = 0;
      await fixture.sendAll(numbers(200).map((n) => n.padEnd(100)));
      counts.push(fixture.broker.produced.length);
      expect(Math.max(...fixture.broker.produced.map(({ bytes }) => bytes))).toBeLessThan(1000);
    }
    // How well they are compressed is known once some were.
    expect(counts[0]).toBeGreaterThan(20);
    expect(counts[1]).toBeLessThan(6);
  });

  test('does not fill them with what compression leaves more of', async () => {
    await fixture.start({ compression: 'gzip', batchBytes: 10_000 });
    fixture.broker.decide = () => ({ stored: false, error: 0 });
    await fixture.sendAll(numbers(1000).map((n) => n.padEnd(100)));
    fixture.broker.produced.length = 0;
    await fixture.sendAll(numbers(1000).map(() => randomBytes(50).toString('hex')));
    expect(Math.max(...fixture.broker.produced.map(({ bytes }) => bytes))).toBeLessThan(2 * 10_000 + 100);
    expect(fixture.broker.produced.reduce((sum, { batch }) => sum + batch.lastOffset + 1, 0)).toBe(1000);
  });

  test('does not let the parts of a batch linger that was too large', async () => {
    await fixture.start({ lingerMs: 60_000 });
    fixture.decide({ error: MESSAGE_TOO_LARGE });
    const sent = fixture.sendAll(numbers(4));
    await fixture.producer.flush();
    expect((await sent).map(({ outcome }) => outcome)).toEqual(Array(4).fill('acked'));
    expect(fixture.broker.produced).toHaveLength(3);
  });

  test('waits for room, and holds no more than its buffer', async () => {
    let release = () => {};
    fixture.broker.decide = () => new Promise((resolve) => (release = () => resolve({})));
    await fixture.start({ bufferBytes: 1500 });
    const value = 'x'.repeat(336);
    const sends = [1, 2, 3, 4].map(() => fixture.producer.send(message(value)));
    await eventually('the first request is under way', () => fixture.broker.produced.length === 1);
    expect(fixture.producer.pending).toBe(3);
    expect(() => fixture.producer.enqueue(message(value), () => undefined)).toThrow('the producer is full');
    fixture.broker.decide = () => ({});
    release();
    expect((await Promise.all(sends)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('acked'));
  });

  test('takes four times as many sends that nobody awaits in four times the time', async () => {
    fixture.broker.decide = () => ({ stored: false, error: 0 });
    await fixture.start({ bufferBytes: 250_000 });
    const cpuOf = async (count: number) => {
      const before = process.cpuUsage();
      await Promise.all(Array.from({ length: count }, (_, i) => fixture.producer.send(message('', i % 3))));
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await cpuOf(25_000);
    const [few, many] = [await cpuOf(25_000), await cpuOf(100_000)];
    // Sixteen times, where each of them moves all that are behind.
    expect(many / few).toBeLessThan(8);
  }, 60_000);

  test('lets a send that waits for room be aborted', async () => {
    fixture.broker.decide = () => new Promise(() => undefined);
    await fixture.start({ bufferBytes: 300, deliveryTimeoutMs: 300 });
    const first = fixture.producer.send(message('x'.repeat(100)));
    const abort = new AbortController();
    const second = fixture.producer.send(message('y'), { signal: abort.signal });
    abort.abort(new Error('enough'));
    expect((await rejection(second)).message).toBe('enough');
    expect((await first).outcome).toBe('unknown');
  });
});
