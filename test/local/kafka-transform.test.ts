import { lastHeader, read, transform, type Consumed } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(120_000);

const kafka = new KafkaFixture({ config: { 'transaction.abort.timed.out.transaction.cleanup.interval.ms': 500 } });

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

describe('a transformation', () => {
  test('has each message take effect exactly once, while workers fail and a broker is killed', async () => {
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
    try {
      await eventually('some work is done', () => handled > 1);
      await kafka.local.kill('broker', 1, 'SIGKILL');
      await eventually('all is transformed', async () => (await kafka.readAll(output)).length >= count, 60_000);
    } finally {
      stop.abort();
      await Promise.all(workers);
    }
    expect(await repeated(input)).toEqual([]);
    expect(await repeated(output)).toEqual([]);
    const values = (await kafka.readAll(output)).map(Number).sort((a, b) => a - b);
    expect(values).toEqual(numbers(count).map(Number));
    expect(crashes).toEqual(['the worker crashed', 'the worker crashed']);
    await kafka.local.up();
  });
});
