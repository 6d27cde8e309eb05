import { setTimeout as sleep } from 'node:timers/promises';
import { connect, consume, type Assignor } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture, numbers, valuesOf } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const sessionTimeoutMs = 6000;
const kafka = new KafkaFixture({ brokers: 1 });

const start = (options: Parameters<typeof startMember>[1]) =>
  startMember(kafka.local.bootstrap, { sessionTimeoutMs, ...options });

describe('a static member', () => {
  test('goes on with what it had when it is back within a session, and the others notice nothing', async () => {
    const topic = await kafka.freshTopic(4);
    // Coming back within a session is what is shown: on a busy machine that takes longer than usual.
    const options = { groupId: 'static', topics: [topic], sessionTimeoutMs: 60_000 };
    const other = await start({ ...options, groupInstanceId: 'a' });
    const first = await start({ ...options, groupInstanceId: 'b' });
    const each = async (values: readonly string[]) => {
      for (const partition of [0, 1, 2, 3]) await kafka.produce(topic, [values[partition]!], partition);
    };
    let sent = 0;
    await eventually('both have something to do', async () => {
      await each(numbers(4, (sent += 4)));
      return first.seen.length > 0 && other.seen.length > 0;
    });
    // What the one of them saw before the other was there was of another assignment.
    await each(numbers(4, (sent += 4)));
    await other.sees(topic, numbers(2, sent));
    // What it has not been handed out yet, the second one would be.
    await first.sees(topic, numbers(2, sent + 2));
    await first.leave();
    const before = other.assignments();
    await each(numbers(4, 1000));
    const second = await start({ ...options, groupInstanceId: 'b' });
    await second.sees(topic, numbers(2, 1002));
    await other.sees(topic, numbers(2, 1000));
    expect(second.seen.every((text) => Number(text.split(' ')[1]) >= 1000)).toBe(true);
    expect(other.assignments()).toBe(before);
    await second.leave();
    await other.leave();
  });

  test('ends when another one comes by its name', async () => {
    const topic = await kafka.freshTopic(1);
    const options = { groupId: 'fenced', topics: [topic], groupInstanceId: 'one', sessionTimeoutMs };
    await kafka.produce(topic, ['first']);
    const client = await connect({ brokers: kafka.local.bootstrap });
    const isAtWork = new AbortController();
    const first = consume(client, { ...options, fromBeginning: true }, () => isAtWork.abort());
    const failure = rejection(first);
    await eventually('it is at work', () => isAtWork.signal.aborted);
    const second = await start(options);
    expect(await failure).toMatchObject({ code: 'FENCED_INSTANCE_ID' });
    await client.close();
    await kafka.produce(topic, ['second']);
    await second.sees(topic, ['second']);
    await second.leave();
  });
});

describe('a member', () => {
  test('whose handler hangs for longer than maxPollIntervalMs gives its partitions to others, commits nothing, and goes on', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, ['hangs']);
    const options = { groupId: 'hangs', topics: [topic], fromBeginning: true, sessionTimeoutMs };
    const seen: string[] = [];
    let release: () => void = () => undefined;
    const stop = new AbortController();
    let wasTold = false;
    const hanging = consume(
      kafka.client,
      { ...options, maxPollIntervalMs: 2000, signal: stop.signal },
      async (batch, signal) => {
        seen.push(...valuesOf(batch));
        if (seen.length > 1) return;
        await new Promise<void>((resolve) => (release = resolve));
        wasTold = signal.aborted;
      },
    );
    await eventually('it hangs', () => seen.length === 1);
    const other = await start(options);
    await other.sees(topic, ['hangs']);
    await kafka.produce(topic, ['later']);
    await other.sees(topic, ['later']);
    await other.leave();
    release();
    await kafka.produce(topic, ['last']);
    await eventually('it goes on', () => seen.includes('last'));
    expect(seen).toEqual(['hangs', 'last']);
    expect(wasTold).toBe(true);
    stop.abort();
    await hanging;
  });

  test('heartbeats while its handler ends, though the group is being divided anew', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, ['slow'], 0);
    const stop = new AbortController();
    const handled: string[] = [];
    let isHandling = false;
    const slow = consume(
      kafka.client,
      { groupId: 'ending', topics: [topic], fromBeginning: true, sessionTimeoutMs, signal: stop.signal },
      async (batch) => {
        isHandling = true;
        await sleep(1.5 * sessionTimeoutMs);
        handled.push(...valuesOf(batch));
      },
    );
    await eventually('it is at work', () => isHandling);
    const other = await start({ groupId: 'ending', topics: [topic] });
    await eventually('it is done', () => handled.length > 0);
    await kafka.produce(topic, ['a'], 0);
    await kafka.produce(topic, ['b'], 1);
    await eventually('both were handed out', () => handled.length + other.seen.length >= 3);
    // It was not taken for dead: what it worked on is committed, and nobody else was handed it.
    expect(other.seen).not.toContain(`${topic} slow`);
    stop.abort();
    await slow;
    await other.leave();
  });

  test('divides by an assignor of its own', async () => {
    const allToFirst: Assignor = {
      name: 'all-to-first',
      protocol: 'eager',
      assign: (members, counts) => {
        const first = members.map(({ memberId }) => memberId).sort()[0]!;
        const all = [...counts].map(([topic, count]) => [topic, Array.from({ length: count }, (_, i) => i)] as const);
        return new Map([[first, Object.fromEntries(all)]]);
      },
    };
    const topic = await kafka.freshTopic(4);
    const options = { groupId: 'own', topics: [topic], assignors: [allToFirst] };
    const members = [await start(options), await start(options)];
    await kafka.produce(topic, numbers(40));
    await eventually('all were seen', () => new Set(members.flatMap(({ seen }) => seen)).size === 40);
    const counts = members.map(({ seen }) => seen.length).sort((a, b) => a - b);
    expect(counts[1]).toBeGreaterThanOrEqual(40);
    for (const member of members) await member.leave();
  });

  test('works on several partitions at once, and on each in its order', async () => {
    const topic = await kafka.freshTopic(4);
    for (let partition = 0; partition < 4; partition++)
      await kafka.produce(topic, numbers(50, partition * 100), partition);
    const perPartition = new Map<number, string[]>();
    let running = 0;
    let mostRunning = 0;
    const options = { groupId: 'several', topics: [topic], fromBeginning: true, until: 'caught-up' as const };
    const consumed = await consume(
      kafka.client,
      { ...options, concurrency: 3, maxPartitionFetchBytes: 500 },
      async (batch) => {
        mostRunning = Math.max(mostRunning, ++running);
        await eventually('three are at work', () => mostRunning === 3);
        const seen = perPartition.get(batch.partition) ?? [];
        perPartition.set(batch.partition, [...seen, ...valuesOf(batch)]);
        running--;
      },
    );
    expect(consumed).toEqual({ messages: 200, ended: 'caught-up' });
    expect(mostRunning).toBe(3);
    for (const [partition, seen] of perPartition) expect(seen).toEqual(numbers(50, partition * 100));
    const again = await consume(kafka.client, options, () => undefined);
    expect(again.messages).toBe(0);
  });
});
