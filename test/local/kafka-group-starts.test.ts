import {
  consume,
  describeGroup,
  electLeaders,
  ensureTopics,
  reassignPartitions,
  untilReassigned,
  type Control,
} from '../../lib/kafka';
import { CommittedOffsets } from '../../faults/committed-offsets';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const sessionTimeoutMs = 3000;
const kafka = new KafkaFixture({ config: { 'group.min.session.timeout.ms': sessionTimeoutMs } });

const start = (groupId: string, topic: string) =>
  startMember(kafka.local.bootstrap, { groupId, topics: [topic], fromBeginning: false, sessionTimeoutMs });

/** What a next member of the group is handed. */
async function left(groupId: string, topic: string): Promise<string[]> {
  const seen: string[] = [];
  const options = { groupId, topics: [topic], fromBeginning: false, until: 'caught-up' as const };
  await consume(kafka.client, options, (batch) => void seen.push(...valuesOf(batch)));
  return seen.sort((a, b) => Number(a) - Number(b));
}

/** Resolves when the group has chosen where it starts, behind a message in each partition. */
async function hasStarted(groupId: string, topic: string, partitions: number): Promise<void> {
  const committed = await CommittedOffsets.watch(kafka.local.bootstrap, groupId, topic);
  const ends = new Map(Array.from({ length: partitions }, (_, partition) => [partition, 1]));
  await committed.untilAt(ends).finally(() => committed.stop());
}

describe('a group that starts at the end', () => {
  test.each(['leave', 'die'] as const)(
    'skips nothing that came after its first member started, when all %s',
    async (end) => {
      const topic = await kafka.freshTopic(1);
      await kafka.produce(topic, ['before']);
      const member = await start(`all-${end}`, topic);
      await hasStarted(`all-${end}`, topic, 1);
      await member[end]();
      await kafka.produce(topic, numbers(5));
      expect(await left(`all-${end}`, topic)).toEqual(numbers(5));
    },
  );

  test('keeps where it started when members come before there is a message', async () => {
    const topic = await kafka.freshTopic(4);
    for (const partition of [0, 1, 2, 3]) await kafka.produce(topic, ['before'], partition);
    const first = await start('rebalanced', topic);
    await hasStarted('rebalanced', topic, 4);
    const second = start('rebalanced', topic);
    await kafka.produce(topic, numbers(100));
    await (await second).leave();
    await first.leave();
    const all = [...first.seen, ...(await second).seen].map((text) => text.split(' ')[1]!);
    expect(new Set([...all, ...(await left('rebalanced', topic))]).size).toBe(100);
  });

  test('reads from their beginning the partitions that are added while it runs, and while it does not', async () => {
    const topic = await kafka.freshTopic(1);
    const grow = (partitions: number) =>
      ensureTopics(kafka.client, [{ name: topic, partitions, replicationFactor: 3 }]);
    await kafka.produce(topic, ['before']);
    const member = await start('grown', topic);
    await hasStarted('grown', topic, 1);
    await grow(2);
    await kafka.produce(topic, numbers(5), 1);
    await member.sees(topic, numbers(5));
    await member.leave();
    await grow(3);
    await kafka.produce(topic, numbers(5, 5), 2);
    expect(await left('grown', topic)).toEqual(numbers(5, 5));
  });

  test('takes no partition for a new one because others began earlier', async () => {
    const topic = await kafka.freshTopic(8);
    await kafka.produce(topic, numbers(80));
    const members = await Promise.all(Array.from({ length: 4 }, () => start('at-once', topic)));
    await hasStarted('at-once', topic, 8);
    await kafka.produce(topic, ['last'], 0);
    await Promise.any(members.map((member) => member.sees(topic, ['last'])));
    expect(members.flatMap(({ seen }) => seen)).toEqual([`${topic} last`]);
    for (const member of members) await member.leave();
  });
});

describe('what is read ahead of a handler', () => {
  const partitions = [0, 1];

  async function lead(topic: string, replicas: readonly number[]): Promise<void> {
    const moved = partitions.map((partition) => ({ topic, partition, replicas }));
    await reassignPartitions(kafka.client, moved);
    await untilReassigned(kafka.client, moved);
    await electLeaders(kafka.client, { partitions: moved });
    await eventually(`broker ${replicas[0]} leads`, async () => {
      const { topics } = await kafka.client.fetchMetadata([topic]);
      return topics.get(topic)!.partitions.every(({ leader }) => leader === replicas[0]);
    });
  }

  /** Both partitions move to another broker while the handler works on the first of the ten batches of partition 0. */
  async function moveUnderHandler(
    groupId: string,
    topic: string,
    then: (control: Control) => Promise<void> | void,
  ): Promise<string[]> {
    await lead(topic, [1, 2, 3]);
    for (const partition of partitions) for (const value of numbers(10)) await kafka.produce(topic, [value], partition);
    const seen: Record<number, string[]> = { 0: [], 1: [] };
    const options = {
      groupId,
      topics: [topic],
      fromBeginning: true,
      concurrency: 2,
      // One batch in each answer.
      maxPartitionFetchBytes: 1,
      idleMs: 2000,
    };
    let isAtWork = false;
    const consuming = consume(kafka.client, options, async (batch, _, control) => {
      seen[batch.partition]!.push(...valuesOf(batch));
      if (batch.partition === 1 || isAtWork) return;
      isAtWork = true;
      await eventually('the other partition is read', () => seen[1]!.length >= 10);
      await lead(topic, [2, 3, 1]);
      await kafka.produce(topic, ['moved'], 1);
      await eventually('it is read from its new leader', () => seen[1]!.length === 11);
      const { offsets } = await describeGroup(kafka.client, groupId);
      expect(offsets.find(({ partition }) => partition === 0)!.offset).toBe(0);
      await then(control);
    });
    await consuming;
    return seen[0]!;
  }

  test('is not taken for done when its partition gets another leader, and comes again after a crash', async () => {
    const topic = await kafka.freshTopic(2);
    const crash = new Error('the handler crashed');
    const crashed = moveUnderHandler('moved', topic, () => Promise.reject(crash));
    expect(await rejection(crashed)).toBe(crash);
    const options = { groupId: 'moved', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    const seen: string[] = [];
    await consume(kafka.client, options, (batch) => {
      if (batch.partition === 0) seen.push(...valuesOf(batch));
    });
    expect(seen).toEqual(numbers(10));
  });

  test('is read again when the partition is paused and resumed after that', async () => {
    const topic = await kafka.freshTopic(2);
    const place = [{ topic, partition: 0 }];
    const seen = await moveUnderHandler('moved-and-paused', topic, (control) => {
      control.pause(place);
      control.resume(place);
    });
    expect(seen).toEqual(numbers(10));
  });
});
