import { TransactionalProducer, transform } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { job } from '../support/jobs';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const kafka = new KafkaFixture({ config: { 'transaction.abort.timed.out.transaction.cleanup.interval.ms': 500 } });

/** A commit is answered before its markers are written, which is what readers see. */
async function expectCommitted(topic: string, values: readonly string[]): Promise<void> {
  await eventually('the markers are written', async () => (await kafka.readAll(topic)).length >= values.length);
  expect(await kafka.readAll(topic)).toEqual(values);
}

/** The coordinator has ended the only transaction there: what comes behind it can be read. */
async function aborted(topic: string): Promise<void> {
  await kafka.produce(topic, ['behind']);
  await eventually('the transaction is aborted', async () => (await kafka.readAll(topic)).length > 0);
}

describe('a transactional producer', () => {
  test('shows all of a transaction or nothing', async () => {
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

  test('hides what is not committed yet', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'hidden', lingerMs: 0 });
    await producer.transaction(async (transaction) => {
      await transaction.send({ topic, value: 'a' });
      expect(await kafka.readAll(topic)).toEqual([]);
      const { stdout, stderr } = await job(kafka.local, 'consume', ['-t', topic]);
      expect(stdout).toBe('');
      expect(stderr).toContain(
        `an open transaction withholds ${topic}/0: offset 0; --isolation read_uncommitted shows it`,
      );
    });
    await expectCommitted(topic, ['a']);
    expect((await job(kafka.local, 'consume', ['-t', topic])).stderr).not.toContain('open transaction');
    await producer.close();
  });

  test('is fenced by the next of its id, which takes back what it left open', async () => {
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

  test('stays fenced: it takes nothing back from its successor', async () => {
    const topic = await kafka.freshTopic(1);
    const open = () => new TransactionalProducer(kafka.client, { transactionalId: 'stays-fenced', lingerMs: 0 });
    const [zombie, successor] = [open(), open()];
    const write = (producer: TransactionalProducer, value: string) =>
      producer.transaction((transaction) => transaction.send({ topic, value }));
    await write(zombie, 'before');
    await write(successor, 'of the successor');
    for (let i = 0; i < 3; i++) {
      expect(await rejection(write(zombie, 'of the zombie'))).toMatchObject({ code: 'FENCED' });
      await write(successor, `still alive ${i}`);
    }
    await expectCommitted(topic, ['before', 'of the successor', ...numbers(3).map((i) => `still alive ${i}`)]);
    await Promise.all([zombie.close(), successor.close()]);
  });

  test('takes nothing more once it has ended, however it ended', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'ended', lingerMs: 0 });
    const late: Promise<unknown>[] = [];
    const write = (value: string, fails = false) =>
      producer.transaction(async (transaction) => {
        // Those who are still at work when it ends, as the others of a Promise.all are when one rejects.
        const again = async (): Promise<void> => {
          for (;;) {
            await transaction.send({ topic, value: 'late' });
            await new Promise((resolve) => setTimeout(resolve, 1));
          }
        };
        await transaction.send({ topic, value });
        if (value.startsWith('with late')) late.push(rejection(again()));
        if (fails) throw new Error('of the caller');
      });
    await write('1');
    await write('with late ones');
    await write('2');
    await rejection(write('with late ones, and aborted', true));
    await write('3');
    for (const error of await Promise.all(late)) expect(error).toMatchObject({ code: 'TRANSACTION_ENDED' });
    await write('4');
    await producer.close();
    const kept = ['1', 'with late ones', '2', '3', '4'];
    await eventually('the markers are written', async () => (await kafka.readAll(topic)).includes('4'));
    const seen = await kafka.readAll(topic);
    // What was handed over before the end is part of it, awaited or not.
    expect(seen.filter((value) => value !== 'late')).toEqual(kept);
    expect(seen.slice(seen.indexOf('2'))).toEqual(['2', '3', '4']);
  });

  test('commits what was handed over and not awaited, or says why it cannot', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'not-awaited', lingerMs: 0 });
    const write = (...values: unknown[]) =>
      producer.transaction((transaction) => {
        for (const value of values) void transaction.send({ topic, value: value as string });
        return Promise.resolve();
      });
    await write('a', 'b');
    expect(await rejection(write('c', 7))).toMatchObject({ code: 'INVALID_MESSAGE' });
    expect(await rejection(write('x'.repeat(1_100_000)))).toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
    await write('d');
    await expectCommitted(topic, ['a', 'b', 'd']);
    await producer.close();
  });

  test('takes back what is open when it is closed, at once', async () => {
    const topic = await kafka.freshTopic(1);
    const producer = new TransactionalProducer(kafka.client, { transactionalId: 'closed', lingerMs: 0 });
    const working = rejection(
      producer.transaction(async (transaction) => {
        await transaction.send({ topic, value: 'taken back' });
        await producer.close();
        await new Promise(() => undefined);
      }),
    );
    expect(await working).toMatchObject({ code: 'CLOSED' });
    await kafka.produce(topic, ['behind']);
    // Well before its time-out of 30 s.
    await eventually('what came behind is read', async () => (await kafka.readAll(topic)).length > 0, 10_000);
    expect(await kafka.readAll(topic)).toEqual(['behind']);
  });

  test('tells its own time-out from another producer, and goes on', async () => {
    const topic = await kafka.freshTopic(1);
    const options = { transactionalId: 'timed-out', transactionTimeoutMs: 1000, lingerMs: 0 };
    const producer = new TransactionalProducer(kafka.client, options);
    const failure = await rejection(
      producer.transaction(async (transaction) => {
        await transaction.send({ topic, value: 'too late' });
        await aborted(topic);
        await transaction.send({ topic, value: 'after its end' });
      }),
    );
    expect(failure).toMatchObject({ code: 'TRANSACTION_TIMED_OUT' });
    expect(failure.message).toContain('1 s');
    await producer.transaction((transaction) => transaction.send({ topic, value: 'in time' }));
    await expectCommitted(topic, ['behind', 'in time']);
    await producer.close();
  });

  test('commits nothing when one message was refused', async () => {
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
  test('ends when another one has its transactional id, and takes nothing back', async () => {
    const [input, output] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    await kafka.produce(input, numbers(1));
    const stop = new AbortController();
    const options = { groupId: 'twins', topics: [input], fromBeginning: true, transactionalId: 'twin' };
    const first = rejection(
      transform(kafka.client, { ...options, signal: stop.signal }, async ({ messages }, transaction) => {
        for (const { value } of messages) await transaction.send({ topic: output, value });
      }),
    );
    await expectCommitted(output, ['0']);
    const twin = new TransactionalProducer(kafka.client, { transactionalId: 'twin' });
    await twin.transaction(() => Promise.resolve());
    await kafka.produce(input, numbers(1, 1));
    expect(await first).toMatchObject({ code: 'FENCED' });
    await twin.transaction((transaction) => transaction.send({ topic: output, value: 'of the twin' }));
    await expectCommitted(output, ['0', 'of the twin']);
    await twin.close();
    stop.abort();
  });
});
