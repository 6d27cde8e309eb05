import { lastHeader, read, TransactionalProducer, transform, type Consumed } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const kafka = new KafkaFixture();

/** A commit is answered before its markers are written, which is what readers see. */
async function expectCommitted(topic: string, values: readonly string[]): Promise<void> {
  await eventually('the markers are written', async () => (await kafka.readAll(topic)).length >= values.length);
  expect(await kafka.readAll(topic)).toEqual(values);
}

/** Where values lie that are there more than once, and who wrote them: the first few. */
async function repeated(topic: string): Promise<string[][]> {
  const places = new Map<string, string[]>();
  for await (const { partition, messages } of read(kafka.client, { topic })) {
    for (const { value, offset, headers } of messages) {
      const place = `${String(value)} at ${partition}/${offset} by ${String(lastHeader(headers, 'by'))}`;
      places.set(String(value), [...(places.get(String(value)) ?? []), place]);
    }
  }
  return [...places.values()].filter(({ length }) => length > 1).slice(0, 5);
}

describe('a transactional producer', () => {
  it('shows all of a transaction or nothing', async () => {
    const [one, other] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'all-or-nothing', lingerMs: 0 });
    const write = (value: string) =>
      producer.transaction(async (transaction) => {
        await transaction.send({ topic: one, value });
        await transaction.send({ topic: other, value });
        if (value.startsWith('bad')) throw new Error('of the caller');
        return value;
      });
    expect(await write('good 1')).toBe('good 1');
    expect((await rejection(write('bad'))).message).toBe('of the caller');
    expect(await write('good 2')).toBe('good 2');
    await producer.close();
    for (const topic of [one, other]) {
      await expectCommitted(topic, ['good 1', 'good 2']);
      expect(await kafka.readAll(topic, { isolation: 'read_uncommitted' })).toEqual(['good 1', 'bad', 'good 2']);
    }
  });

  it('hides what is not committed yet', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'hidden', lingerMs: 0 });
    await producer.transaction(async (transaction) => {
      await transaction.send({ topic, value: 'a' });
      expect(await kafka.readAll(topic)).toEqual([]);
    });
    await expectCommitted(topic, ['a']);
    await producer.close();
  });

  it('is fenced by the next of its id, which takes back what it left open', async () => {
    const topic = await kafka.freshTopic(1);
    const open = () => new TransactionalProducer(kafka.client, { transactionalId: 'fenced', lingerMs: 0 });
    const [zombie, successor] = [open(), open()];
    const failure = await rejection(
      zombie.transaction(async (transaction) => {
        await transaction.send({ topic, value: 'of the zombie' });
        await successor.transaction((next) => next.send({ topic, value: 'of the successor' }));
        await transaction.send({ topic, value: 'of the zombie, late' });
      }),
    );
    expect(failure).toMatchObject({ code: 'FENCED' });
    await successor.transaction((next) => next.send({ topic, value: 'still alive' }));
    await expectCommitted(topic, ['of the successor', 'still alive']);
    await Promise.all([zombie.close(), successor.close()]);
  });

  it('commits nothing when one message was refused', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'refused', lingerMs: 0 });
    const failure = await rejection(
      producer.transaction(async (transaction) => {
        await transaction.send({ topic, value: 'small' });
        await transaction.send({ topic, value: 'x'.repeat(1_100_000) }).catch(() => undefined);
      }),
    );
    expect(failure).toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
    await producer.transaction((transaction) => transaction.send({ topic, value: 'after' }));
    await expectCommitted(topic, ['after']);
    await producer.close();
  });
});

describe('a transformation', () => {
  it('has each message take effect exactly once, while workers fail and a broker is killed', async () => {
    const count = 20_000;
    const [input, output] = [await kafka.freshTopic(6), await kafka.freshTopic(6)];
    await kafka.produce(input, numbers(count));
    let handled = 0;
    const failing = new Set([2, 5]);
    const worker = async (name: string, signal: AbortSignal): Promise<Consumed> => {
      const options = {
        groupId: 'transform',
        topics: [input],
        fromBeginning: true,
        transactionalId: name,
        signal,
        count: Infinity,
      };
      return transform(kafka.client, { ...options, sessionTimeoutMs: 6000 }, async ({ messages }, transaction) => {
        const fails = failing.delete(++handled);
        const headers = { by: `${name}, batch ${handled}` };
        const sends = messages.map(({ key, value }) => transaction.send({ topic: output, key, value, headers }));
        await Promise.all(fails ? sends.slice(0, sends.length / 2) : sends);
        if (fails) throw new Error('the worker crashed');
      });
    };
    const stop = new AbortController();
    const crashes: string[] = [];
    const restarted = async (name: string) => {
      while (!stop.signal.aborted) {
        await worker(name, stop.signal).catch((error: unknown) => crashes.push((error as Error).message));
      }
    };
    const workers = [restarted('worker-1'), restarted('worker-2')];
    await eventually('some work is done', () => handled > 1);
    await kafka.local.kill('broker', 1, 'SIGKILL');
    await eventually('all is transformed', async () => (await kafka.readAll(output)).length >= count, 60_000);
    stop.abort();
    await Promise.all(workers);
    expect(await repeated(input)).toEqual([]);
    expect(await repeated(output)).toEqual([]);
    const values = (await kafka.readAll(output)).map(Number).sort((a, b) => a - b);
    expect(values).toEqual(numbers(count).map(Number));
    expect(crashes).toEqual(['the worker crashed', 'the worker crashed']);
    await kafka.local.up();
  });
});
