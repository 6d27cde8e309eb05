import { randomBytes } from 'node:crypto';
import { eventually } from '../../../test/support/eventually';
import { message, numbers, ProducerFixture } from '../../../test/support/producer-fixture';
import { rejection } from '../../../test/support/rejection';

const MESSAGE_TOO_LARGE = 10;
const NOT_ENOUGH_REPLICAS = 19;

const fixture = new ProducerFixture();

describe('a producer', () => {
  test('sends one batch of a partition at a time, the next only after the answer', async () => {
    await fixture.start({ batchBytes: 200 });
    const inFlight = [0, 0, 0];
    let most = 0;
    fixture.broker.decide = async ({ partition }) => {
      most = Math.max(most, ++inFlight[partition]!);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inFlight[partition]!--;
      return {};
    };
    await Promise.all(numbers(300).map((n) => fixture.producer.send(message(n, Number(n) % 3))));
    expect(fixture.broker.produced.length).toBeGreaterThan(10);
    expect(most).toBe(1);
    expect(fixture.broker.log.map((log) => log.map(Number))).toEqual(
      [0, 1, 2].map((p) =>
        numbers(300)
          .map(Number)
          .filter((n) => n % 3 === p),
      ),
    );
  });

  test('sends what is ready for one broker in one request, and each partition goes on by its own answer', async () => {
    await fixture.start({ lingerMs: 20 });
    fixture.broker.decide = ({ partition }, attempt) => {
      if (partition === 1) return { error: MESSAGE_TOO_LARGE };
      return partition === 2 && attempt <= 3 ? { error: NOT_ENOUGH_REPLICAS } : {};
    };
    const deliveries = await Promise.all([0, 1, 2].map((partition) => fixture.producer.send(message('a', partition))));
    expect(deliveries).toMatchObject([
      { outcome: 'acked', offset: 0 },
      { outcome: 'failed', error: { code: 'MESSAGE_TOO_LARGE' } },
      { outcome: 'acked', offset: 0 },
    ]);
    const asked = fixture.broker.requests.map((batches) => batches.map(({ partition }) => partition));
    expect(asked).toEqual([[0, 1, 2], [2]]);
  });

  test('sends requests of no more than a mebibyte', async () => {
    await fixture.start({ lingerMs: 20 });
    const value = 'x'.repeat(200_000);
    await Promise.all(numbers(30).map((n) => fixture.producer.send(message(value, Number(n) % 3))));
    const sizes = fixture.broker.requests.map((batches) => batches.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 20);
    expect(Math.max(...sizes)).toBeGreaterThan(500_000);
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
