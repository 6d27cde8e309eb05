import { setTimeout as sleep } from 'node:timers/promises';
import {
  connect,
  consume,
  transform,
  TransactionalProducer,
  waitUntilReady,
  type Client,
  type PartitionOffset,
} from '../../lib/kafka';
import { COORDINATOR, findCoordinator } from '../../lib/kafka/protocol/requests/find-coordinator';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { job } from '../support/jobs';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(180_000);

const deadlineMs = 3000;
/** A busy machine takes some time for everything. */
const MAX_MS = 2 * deadlineMs + 4000;
const kafka = new KafkaFixture();

/** Made before: a controller that was frozen takes some time to know all brokers again. */
const topics: string[] = [];
beforeAll(async () => {
  for (const partitions of [1, 1, 1, 2, 2, 1, 1]) topics.push(await kafka.freshTopic(partitions));
});

const all = (signal: NodeJS.Signals) =>
  Promise.all(kafka.local.cluster.brokers.map(({ id }) => kafka.local.kill('broker', id, signal)));

/** Does `work` while all brokers are frozen, once `before` has resolved. */
async function whileFrozen<T>(work: () => Promise<T>): Promise<T> {
  await all('SIGSTOP');
  try {
    return await work();
  } finally {
    await all('SIGCONT');
    await waitUntilReady({ brokers: kafka.local.bootstrap });
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work;
  expect(performance.now() - start).toBeLessThan(ms);
  return result;
}

const consumeArgs = (topic: string, ...more: readonly string[]) => [
  '-t',
  topic,
  '--deadline',
  '3s',
  '--log-level',
  'error',
  ...more,
];

/** Without a group and as a member of one. Resolves when both wait for messages. */
async function startFollowing(topic: string) {
  const runs = [[], ['-g', 'readers']].map((group) => {
    const waiting = new AbortController();
    const onStderr = () => waiting.abort();
    const args = consumeArgs(topic, '--follow', ...group);
    return { ended: job(kafka.local, 'consume', args, { onStderr }), waiting: waiting.signal };
  });
  await eventually('both wait for messages', () => runs.every(({ waiting }) => waiting.aborted));
  return runs.map(({ ended }) => ended);
}

const coordinatorOf = async (groupId: string): Promise<number> => {
  const asked = { key: groupId, keyType: COORDINATOR.group };
  return (await kafka.client.askAny((broker) => broker.send(findCoordinator, asked))).nodeId;
};

describe('a deadline', () => {
  let client: Client;
  beforeEach(async () => (client = await connect({ brokers: kafka.local.bootstrap })));
  afterEach(() => client.close());

  test('ends a member that cannot find its topic, or its coordinator, while all brokers are frozen', async () => {
    const [topic] = topics as [string];
    const options = { groupId: 'starting', topics: [topic], fromBeginning: true, deadlineMs };
    const knowing = await connect({ brokers: kafka.local.bootstrap });
    knowing.watch([topic]);
    await knowing.refresh();
    await whileFrozen(async () => {
      const failures = [client, knowing].map((client) => rejection(consume(client, options, () => undefined)));
      const [unknown, known] = await within(MAX_MS, Promise.all(failures));
      expect(unknown).toMatchObject({ code: 'CANNOT_CONNECT', topic });
      expect(known).toMatchObject({ code: 'CANNOT_CONNECT' });
      expect(known!.message).toMatch(/^the coordinator of group "starting" is out of reach: /);
    });
    await knowing.close();
  });

  test('ends a member that is idle, that handles a batch, and that transforms, when all brokers freeze', async () => {
    const [, idle, busy] = topics as [string, string, string];
    await kafka.produce(busy, ['first']);
    let isIdle = false;
    const thaw = new AbortController();
    const frozen = new Promise<void>((resolve) => thaw.signal.addEventListener('abort', () => resolve()));
    const options = { fromBeginning: true, deadlineMs };
    await kafka.produce(idle, ['first']);
    const atWork = new Set<string>();
    const busily = async (name: string) => {
      atWork.add(name);
      await frozen;
    };
    const failures = [
      rejection(consume(client, { ...options, groupId: 'idle', topics: [idle] }, () => void (isIdle = true))),
      rejection(consume(client, { ...options, groupId: 'busy', topics: [busy] }, () => busily('consume'))),
      rejection(
        transform(client, { ...options, groupId: 'made', topics: [busy], transactionalId: 'made' }, () =>
          busily('transform'),
        ),
      ),
    ];
    await eventually('all are at work', () => isIdle && atWork.size === 2);
    await whileFrozen(async () => {
      thaw.abort();
      for (const failure of await within(MAX_MS, Promise.all(failures)))
        expect(failure).toMatchObject({ code: 'CANNOT_CONNECT' });
    });
  });

  test('leaves a join alone that waits for longer for another member, though its coordinator lives', async () => {
    const topic = topics[3]!;
    await kafka.produce(topic, ['slow'], 0);
    await kafka.produce(topic, ['other'], 1);
    let isHandling = false;
    const stop = new AbortController();
    const options = { groupId: 'slow', topics: [topic], fromBeginning: true, deadlineMs, signal: stop.signal };
    const slow = consume(client, options, async () => {
      isHandling = true;
      await sleep(2.5 * deadlineMs);
    });
    await eventually('it is at work', () => isHandling);
    const joining = await startMember(kafka.local.bootstrap, { groupId: 'slow', topics: [topic], deadlineMs });
    await kafka.produce(topic, numbers(10), 0);
    await kafka.produce(topic, numbers(10), 1);
    await eventually('it has joined, and is given something', () => joining.seen.length > 0, 60_000);
    await joining.leave();
    stop.abort();
    await slow;
  });

  test('is needed by nobody who joins while the coordinator freezes: another broker is asked who that is', async () => {
    const topic = topics[4]!;
    await kafka.produce(topic, ['first'], 0);
    const groupId = 'frozen-coordinator';
    let isHandling = false;
    const end = new AbortController();
    const busy = consume(client, { groupId, topics: [topic], fromBeginning: true, signal: end.signal }, async () => {
      if (isHandling) return;
      isHandling = true;
      await new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
    });
    await eventually('it is at work', () => isHandling);
    const joining = await startMember(kafka.local.bootstrap, { groupId, topics: [topic] });
    // It waits for the other one, which handles for longer than all of this takes.
    await sleep(2000);
    const coordinator = await coordinatorOf(groupId);
    await kafka.local.kill('broker', coordinator, 'SIGSTOP');
    try {
      await eventually('another one coordinates', async () => (await coordinatorOf(groupId)) !== coordinator, 60_000);
      end.abort();
      await busy;
      await kafka.produce(topic, numbers(5), 1);
      await joining.sees(topic, numbers(5));
    } finally {
      await kafka.local.kill('broker', coordinator, 'SIGCONT');
    }
    await joining.leave();
  });

  test('ends consume of a group by the command line as without one', async () => {
    const topic = topics[5]!;
    const [alone, member] = await Promise.all([
      job(kafka.local, 'consume', consumeArgs('not-there')),
      job(kafka.local, 'consume', consumeArgs('not-there', '-g', 'readers')),
    ]);
    expect(member).toMatchObject({ exitCode: 2, stderr: alone.stderr });
    const runs = await startFollowing(topic);
    await whileFrozen(async () => {
      const ended = await within(MAX_MS, Promise.all(runs));
      expect(ended.map(({ exitCode }) => exitCode)).toEqual([3, 3]);
    });
  });
});

describe('a signal', () => {
  test('ends a member and a transaction at once, or soon where there is something to commit, while all brokers are frozen', async () => {
    const client = await connect({ brokers: kafka.local.bootstrap });
    const topic = topics[6]!;
    await kafka.produce(topic, ['first']);
    const stop = new AbortController();
    const { signal } = stop;
    const options = { topics: [topic], fromBeginning: true, signal };
    let upTo = 0;
    const on = { committed: ([place]: readonly PartitionOffset[]) => void (upTo = place!.offset) };
    const idle = consume(client, { ...options, groupId: 'idle at a signal', on }, () => undefined);
    let isBusy = false;
    const thaw = new AbortController();
    const busy = consume(client, { ...options, groupId: 'busy at a signal' }, async () => {
      isBusy = true;
      await new Promise<void>((resolve) => thaw.signal.addEventListener('abort', () => resolve()));
    });
    const producer = new TransactionalProducer(client, { transactionalId: 'at a signal' });
    await producer.transaction((transaction) => transaction.send({ topic, value: 'a' }));
    // Behind the two messages is what tells that the second one is committed.
    await eventually('one is at work, and the other has nothing to commit', () => isBusy && upTo === 3);
    const [idly, busily] = [rejection(idle.then(() => Promise.reject(new Error('ended')))), rejection(busy)];
    await whileFrozen(async () => {
      const opened = new TransactionalProducer(client, { transactionalId: 'opened at a signal' });
      const transactions = [producer, opened].map((one) =>
        rejection(one.transaction((transaction) => transaction.send({ topic, value: 'b' }), { signal })),
      );
      await sleep(300);
      stop.abort(new Error('enough'));
      thaw.abort();
      const ended = await within(2000, Promise.all([idly, ...transactions]));
      expect(ended.map(({ message }) => message)).toEqual(['ended', 'enough', 'enough']);
      expect(await within(13_000, busily)).toMatchObject({ code: 'CANNOT_CONNECT' });
      await opened.close();
    });
    await producer.close();
    // What was to be part of it is not there, and whoever goes on is none the worse for it.
    const next = new TransactionalProducer(client, { transactionalId: 'at a signal' });
    await next.transaction((transaction) => transaction.send({ topic, value: 'c' }));
    await next.close();
    await eventually('it is committed', async () => (await kafka.readAll(topic)).includes('c'), 60_000);
    expect(await kafka.readAll(topic)).toEqual(['first', 'a', 'c']);
    await client.close();
  });
});

// The last one: nothing runs after it.
test('a deadline ends consume of a group as without one when all ports refuse connections', async () => {
  const runs = await startFollowing(topics[5]!);
  await all('SIGKILL');
  const ended = await within(MAX_MS, Promise.all(runs));
  for (const { exitCode, stderr } of ended) {
    expect(exitCode).toBe(3);
    expect(stderr).toContain('refuses connections');
  }
});
