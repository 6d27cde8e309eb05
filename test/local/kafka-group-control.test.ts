import { consume, health, transform, type Assignment, type Control, type PartitionOffset } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';

jest.setTimeout(60_000);

const kafka = new KafkaFixture({ brokers: 1 });

describe('a member', () => {
  test('tells its program what it has after each rebalance, and what is committed', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(3), 0);
    const [assignments, committed]: [Assignment[], PartitionOffset[]] = [[], []];
    const on = {
      rebalanced: (assignment: Assignment) => void assignments.push(assignment),
      committed: (offsets: readonly PartitionOffset[]) => void committed.push(...offsets),
    };
    const stop = new AbortController();
    const options = { groupId: 'telling', topics: [topic], fromBeginning: true, on };
    const consuming = consume(kafka.client, { ...options, signal: stop.signal }, () => undefined);
    await eventually('it is told', () => committed.some(({ partition, offset }) => partition === 0 && offset === 3));
    expect(assignments).toEqual([{ [topic]: [0, 1] }]);
    const other = await startMember(kafka.local.bootstrap, { groupId: 'telling', topics: [topic] });
    await eventually('they share', () => assignments.at(-1)![topic]?.length === 1);
    await other.leave();
    stop.abort();
    await consuming;

    committed.length = 0;
    const transforming = {
      ...options,
      groupId: 'transforming',
      transactionalId: 'telling',
      until: 'caught-up',
    } as const;
    await transform(kafka.client, transforming, async ({ messages }, transaction) => {
      for (const { value } of messages) await transaction.send({ topic, value, partition: 1 });
      expect(committed).not.toContainEqual(expect.objectContaining({ partition: 0, offset: 3 }));
    });
    expect(committed).toContainEqual(expect.objectContaining({ topic, partition: 0, offset: 3 }));
  });
});

describe('a handler', () => {
  test('pauses a partition, of which nothing more comes until it is resumed, and then everything', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(3), 0);
    const stop = new AbortController();
    const seen: string[] = [];
    let control: Control | undefined;
    const options = { groupId: 'paused', topics: [topic], fromBeginning: true, signal: stop.signal };
    const consuming = consume(kafka.client, options, (batch, _, given) => {
      seen.push(...valuesOf(batch));
      control = given;
      if (batch.partition === 0) control.pause([{ topic, partition: 0 }]);
    });
    await eventually('the first came', () => seen.length === 3);
    await kafka.produce(topic, numbers(3, 10), 0);
    await kafka.produce(topic, ['other'], 1);
    await eventually('the other one goes on', () => seen.includes('other'));
    expect(seen).toEqual([...numbers(3), 'other']);
    control!.resume([{ topic, partition: 0 }]);
    await eventually('it goes on', () => seen.length === 7);
    expect(seen.slice(4)).toEqual(numbers(3, 10));
    stop.abort();
    await consuming;
  });

  test('seeks back, and what it was handling is no reason to go on behind that', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const seen: string[] = [];
    const options = { groupId: 'sought', topics: [topic], fromBeginning: true } as const;
    await consume(kafka.client, { ...options, count: 15 }, (batch, _, control) => {
      if (seen.length === 0) control.seek({ topic, partition: 0 }, { offset: 5 });
      seen.push(...valuesOf(batch));
    });
    expect(seen).toEqual([...numbers(10), ...numbers(5, 5)]);
    const left = await consume(kafka.client, { ...options, until: 'caught-up' }, () => undefined);
    expect(left.messages).toBe(0);
  });

  test.each([
    ['earliest', numbers(10)],
    ['latest', ['later']],
  ] as const)('seeks beyond the end, which with offsetReset %s is not the end of it', async (offsetReset, expected) => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const stop = new AbortController();
    const seen: string[] = [];
    const options = { groupId: `beyond, ${offsetReset}`, topics: [topic], fromBeginning: true, signal: stop.signal };
    let hasSought = false;
    const consuming = consume(kafka.client, { ...options, offsetReset }, (batch, _, control) => {
      if (hasSought) seen.push(...valuesOf(batch));
      else control.seek({ topic, partition: 0 }, { offset: 1000 });
      hasSought = true;
    });
    await eventually('it has sought', async () => {
      const group = (await health(kafka.client)).groups.find(({ groupId }) => groupId === options.groupId);
      return hasSought && group?.lag[topic] === 0;
    });
    await kafka.produce(topic, ['later']);
    await eventually('it has gone on', () => seen.includes('later'));
    stop.abort();
    await consuming;
    expect(seen.slice(0, expected.length)).toEqual(expected);
  });

  test('ends where it seeks beyond the end and nothing says what that means', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'beyond', topics: [topic], fromBeginning: true };
    const consuming = consume(kafka.client, options, (_, __, control) =>
      control.seek({ topic, partition: 0 }, { offset: 1000 }),
    );
    await expect(consuming).rejects.toMatchObject({ code: 'OFFSET_OUT_OF_RANGE' });
  });

  test('stops within a batch, and the group goes on there: in it, and after it', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const seen: string[] = [];
    const stop = new AbortController();
    const options = { groupId: 'stopping', topics: [topic], fromBeginning: true } as const;
    await consume(kafka.client, { ...options, signal: stop.signal }, (batch) => {
      const [first, second, third] = batch.messages;
      seen.push(String(first!.value), String(second!.value));
      if (seen.length === 6) stop.abort();
      return third && { stoppedAt: third.offset };
    });
    expect(seen).toEqual(numbers(6));
    await consume(kafka.client, { ...options, until: 'caught-up' }, (batch) => void seen.push(...valuesOf(batch)));
    expect(seen).toEqual(numbers(10));
  });

  test('commits nothing by seeking, where it commits by hand', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'seeking by hand', topics: [topic], fromBeginning: true, commit: 'manual' } as const;
    const seen: string[] = [];
    await consume(kafka.client, { ...options, count: 13 }, (batch, _, control) => {
      if (seen.length === 0) control.seek({ topic, partition: 0 }, { offset: 7 });
      seen.push(...valuesOf(batch));
    });
    expect(seen).toEqual([...numbers(10), ...numbers(3, 7)]);
    const left = await consume(kafka.client, { ...options, until: 'caught-up' }, () => undefined);
    expect(left.messages).toBe(10);
  });

  test('is controlled from outside of its handler, before anything came', async () => {
    const topic = await kafka.freshTopic(1);
    const stop = new AbortController();
    let control: Control | undefined;
    const onStart = (given: Control) => (control = given);
    const options = { groupId: 'from outside', topics: [topic], fromBeginning: true, signal: stop.signal, onStart };
    const seen: string[] = [];
    const consuming = consume(kafka.client, options, (batch) => void seen.push(...valuesOf(batch)));
    await eventually('it has the partition', () => control!.assignment[topic] !== undefined);
    control!.pause([{ topic, partition: 0 }]);
    await kafka.produce(topic, numbers(10));
    control!.seek({ topic, partition: 0 }, { offset: 8 });
    control!.resume([{ topic, partition: 0 }]);
    await eventually('it has come to the end', () => seen.at(-1) === '9');
    stop.abort();
    await consuming;
    expect(seen).toEqual(['8', '9']);
  });

  test('commits where it says, with what it wants to remember, and nothing else', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10));
    const options = { groupId: 'manual', topics: [topic], fromBeginning: true, commit: 'manual' } as const;
    const place = { topic, partition: 0 };
    await consume(kafka.client, { ...options, count: 10 }, async (_, __, control) => {
      await control.commit([{ ...place, offset: 4, metadata: 'half way' }]);
      expect(await control.committed([place])).toMatchObject([{ offset: 4, metadata: 'half way' }]);
    });
    const seen: string[] = [];
    await consume(kafka.client, { ...options, until: 'caught-up' }, (batch) => void seen.push(...valuesOf(batch)));
    expect(seen).toEqual(numbers(6, 4));
  });
});
