import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  connect,
  consume,
  createProducer,
  createTopic,
  deleteTopic,
  health,
  read,
  type Client,
  type ConsumeOptions,
  type LogEntry,
} from '../../lib/kafka';
import { Coordinator } from '../../lib/kafka/client/coordinator';
import { offsetCommit } from '../../lib/kafka/protocol/requests/offset-commit';
import { serversOf } from '../../lib/local/servers/server';
import { denyReading } from '../../faults/deny-writing';
import { BackgroundReader } from '../support/background-reader';
import { eventually } from '../support/eventually';
import { numbers, valuesOf } from '../support/kafka-fixture';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { settlesAtOnce } from '../support/settles';

jest.setTimeout(180_000);

/** No description has it. */
const AUTHORIZER = {
  'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
  'allow.everyone.if.no.acl.found': 'true',
};

let local: LocalCluster;
let client: Client;
const logged: LogEntry[] = [];

beforeAll(async () => {
  local = await startCluster({ zookeeper: { sessionTimeoutMs: 4000 } }, (cluster) => ({
    ...cluster,
    config: { ...cluster.config, ...AUTHORIZER },
  }));
  client = await connect({ brokers: local.bootstrap, log: (entry) => logged.push(entry) });
}, 120_000);
afterAll(async () => {
  await client.close();
  await local.stop();
}, 60_000);
beforeEach(() => void logged.splice(0));

async function produce(topic: string, values: readonly string[], partition = 0): Promise<void> {
  const producer = await createProducer(client, { lingerMs: 0 });
  const deliveries = await Promise.all(values.map((value) => producer.send({ topic, key: null, value, partition })));
  await producer.close();
  expect(deliveries.filter(({ outcome }) => outcome !== 'acked')).toEqual([]);
}

const warnings = () => logged.filter(({ level }) => level === 'warn').map(({ message }) => message);
const leaderOf = async (topic: string, partition = 0) =>
  (await client.fetchMetadata([topic])).topics.get(topic)!.partitions[partition]!.leader;

describe('a partition without a leader', () => {
  test('keeps none of the others waiting, nor ends them: of who reads already, and of who begins', async () => {
    const [topic, partitions] = ['offline', [0, 1, 2, 3, 4, 5]];
    await createTopic(client, { name: topic, partitions: partitions.length, replicationFactor: 1 });
    const values = (round: string, places: readonly number[]) => places.map((partition) => `${round}/${partition}`);
    const produceTo = (round: string, places: readonly number[]) =>
      Promise.all(places.map((partition) => produce(topic, [`${round}/${partition}`], partition)));
    await produceTo('before', partitions);

    const stop = new AbortController();
    const consumed: string[] = [];
    const consuming = (groupId: string, into: string[]) =>
      consume(client, { groupId, topics: [topic], fromBeginning: true, signal: stop.signal }, (batch) => {
        into.push(...valuesOf(batch));
      });
    const earlyMember = consuming('early', consumed);
    const early = new BackgroundReader(client, { topic, deadlineMs: 3000 });
    await early.untilRead(values('before', partitions));
    await eventually('the member has all', () => consumed.length === partitions.length);

    const dead = (await leaderOf(topic))!;
    const leaders = (await client.fetchMetadata([topic])).topics.get(topic)!.partitions.map(({ leader }) => leader);
    const online = partitions.filter((partition) => leaders[partition] !== dead);
    await local.kill('broker', dead, 'SIGKILL');
    await eventually('the partition has no leader', async () => (await leaderOf(topic)) === undefined, 60_000);

    await produceTo('meanwhile', online);
    await early.untilRead(values('meanwhile', online));
    await eventually('the member goes on', () => consumed.length === partitions.length + online.length);
    expect(warnings()).toContain('a partition cannot be read, and is waited for');

    const late = new BackgroundReader(client, { topic, deadlineMs: 3000 });
    const lateConsumed: string[] = [];
    const lateMember = consuming('late', lateConsumed);
    await late.untilRead([...values('before', online), ...values('meanwhile', online)]);
    await eventually('the late member has all', () => lateConsumed.length === 2 * online.length);
    // Longer than either is patient.
    await eventually('some time has passed', () => logged.length > 0 && early.failure === undefined, 5000);
    const bounded = await rejection(drained({ topic, deadlineMs: 2000 }));
    expect(bounded).toMatchObject({ code: 'CANNOT_CONNECT', topic });
    expect(bounded.message).toMatch(/^offline\/\d could not be read for 2 s: it has no leader$/);

    await local.up();
    await produceTo('after', partitions);
    await Promise.all([early, late].map((reader) => reader.untilRead(values('after', partitions), 60_000)));
    await eventually('the members have all', () =>
      [consumed, lateConsumed].every((have) => values('after', partitions).every((value) => have.includes(value))),
    );
    stop.abort();
    await Promise.all([early.stop(), late.stop(), earlyMember, lateMember]);
    expect([early.failure, late.failure]).toEqual([undefined, undefined]);
  });
});

async function drained(options: Parameters<typeof read>[1]): Promise<string[]> {
  const values: string[] = [];
  for await (const batch of read(client, options)) values.push(...valuesOf(batch));
  return values;
}

describe('a topic that is deleted and made anew under a reader', () => {
  test.each([80, 20])('is read from its beginning, with %d messages after 50', async (count) => {
    const name = `recreated-${count}`;
    await createTopic(client, { name, partitions: 2, replicationFactor: 3 });
    await produce(name, numbers(50));
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const reader = new BackgroundReader(client, { topic: name }, () => mayGoOn);
    await reader.untilRead(numbers(50));
    // The reader works on what it has, and hears of nothing.
    await deleteTopic(client, name);
    await createTopic(client, { name, partitions: 1, replicationFactor: 3 });
    const anew = numbers(count).map((value) => `anew ${value}`);
    await produce(name, anew);
    goOn();
    await reader.untilRead(anew);
    await reader.stop();
    expect(reader.values).toEqual([...numbers(50), ...anew]);
    expect(warnings()).toContain('a topic was deleted and made anew: it is read from its beginning');
  });
});

describe('a log that was truncated below what was read', () => {
  /** 200 messages are read; then a leader is elected that has 150 of them, and gets 150 others. */
  async function truncate(topic: string, readers: readonly BackgroundReader[]): Promise<string[]> {
    await produce(topic, numbers(150));
    const { replicas, leader } = (await client.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;
    const follower = replicas.find((id) => id !== leader)!;
    const isLed = (by: number) => async () => (await leaderOf(topic)) === by;
    await eventually('both have it', async () => {
      const { topics } = await client.fetchMetadata([topic]);
      return topics.get(topic)!.partitions[0]!.inSync.length === 2;
    });
    await local.kill('broker', follower, 'SIGSTOP');
    await eventually(
      'the follower is out of sync',
      async () => {
        const { topics } = await client.fetchMetadata([topic]);
        return topics.get(topic)!.partitions[0]!.inSync.length === 1;
      },
      60_000,
    );
    await produce(topic, numbers(50, 150));
    for (const reader of readers) await reader.untilRead(numbers(200));
    await local.kill('broker', leader!, 'SIGKILL');
    await local.kill('broker', follower, 'SIGCONT');
    await eventually('the follower leads', isLed(follower), 90_000);
    const others = numbers(150).map((value) => `other ${value}`);
    await produce(topic, others);
    return others;
  }

  test('is an error, or read on from where it differs, as is chosen', async () => {
    const name = 'truncated';
    const config = { 'unclean.leader.election.enable': true, 'min.insync.replicas': 1 };
    await createTopic(client, { name, partitions: 1, replicationFactor: 2, config });
    const loud = new BackgroundReader(client, { topic: name });
    const chosen = (['earliest', 'latest'] as const).map(
      (offsetReset) => new BackgroundReader(client, { topic: name, offsetReset }),
    );
    const others = await truncate(name, [loud, ...chosen]);
    await eventually('it is told', () => loud.failure !== undefined, 60_000);
    expect(loud.failure).toMatchObject({ code: 'LOG_TRUNCATED', topic: name, partition: 0 });
    expect((loud.failure as Error).message).toMatch(/those from offset 150 to 199, by an unclean election/);
    for (const reader of chosen) {
      await reader.untilRead(others, 60_000);
      expect(reader.values).toEqual([...numbers(200), ...others]);
      await reader.stop();
    }
    expect(warnings()).toContain('a log was truncated below what was read');
    await local.up();
  });
});

describe('a committed offset beyond the end', () => {
  const topic = 'beyond';
  const consumed = async (options: Pick<ConsumeOptions, 'groupId' | 'until' | 'offsetReset' | 'idleMs'>) => {
    const coordinator = new Coordinator(client, 'group', options.groupId);
    const partitions = [{ partitionIndex: 0, committedOffset: 100 }];
    const member = { generationIdOrMemberEpoch: -1, memberId: '' };
    await coordinator.ask(offsetCommit, { groupId: options.groupId, ...member, topics: [{ name: topic, partitions }] });
    coordinator.close();
    const values: string[] = [];
    await consume(client, { topics: [topic], fromBeginning: true, ...options }, (batch) => {
      values.push(...valuesOf(batch));
    });
    return values;
  };

  beforeAll(async () => {
    await createTopic(client, { name: topic, partitions: 1, replicationFactor: 3 });
    await produce(topic, numbers(5));
  });

  test.each(['caught-up', 'never'] as const)('means the same until %s: an error, or what is chosen', async (until) => {
    const loud = await rejection(consumed({ groupId: `loud ${until}`, until, idleMs: 5000 }));
    expect(loud).toMatchObject({ code: 'OFFSET_OUT_OF_RANGE', topic, partition: 0 });
    expect(loud.message).toBe('beyond/0 has the offsets 0 to 4, but reading from 100 was asked');
    const { groups } = await health(client);
    expect(groups.find(({ groupId }) => groupId === `loud ${until}`)?.lag).toEqual({ [topic]: undefined });
    const chosen = (offsetReset: 'earliest' | 'latest') =>
      consumed({ groupId: `${offsetReset} ${until}`, until, offsetReset, idleMs: 1000 });
    expect(await chosen('earliest')).toEqual(numbers(5));
    expect(await chosen('latest')).toEqual([]);
  });
});

describe('a bit that was flipped on a disk', () => {
  test('is told with its place, and nothing of its batch is handed out unless that is asked for', async () => {
    const name = 'flipped';
    await createTopic(client, { name, partitions: 1, replicationFactor: 1 });
    await produce(name, ['balance=1000']);
    await produce(name, ['balance=2000']);
    const leader = (await leaderOf(name))!;
    const server = serversOf(local.cluster, local.folder).find(({ role, id }) => role === 'broker' && id === leader)!;
    const file = join(server.data, `${name}-0`, '00000000000000000000.log');
    const bytes = readFileSync(file);
    bytes.write('9', bytes.indexOf('2000'));
    writeFileSync(file, bytes);

    const error = await rejection(drained({ topic: name }));
    expect(error).toMatchObject({ code: 'UNREADABLE_BATCH', topic: name, partition: 0 });
    expect(error.message).toMatch(
      /^flipped\/0, offset 1: a batch up to offset 1 is damaged: its checksum is 0x[\da-f]{8}, and that of its bytes 0x[\da-f]{8} \(read from broker [1-3]\): another replica may have it whole, /,
    );
    expect(await drained({ topic: name, before: 1 })).toEqual(['balance=1000']);
    expect(await drained({ topic: name, checkCrcs: false })).toEqual(['balance=1000', 'balance=9000']);
  });
});

describe('a topic that may not be read any more', () => {
  test('is told at once', async () => {
    const name = 'revoked';
    await createTopic(client, { name, partitions: 3, replicationFactor: 3 });
    await produce(name, numbers(3));
    const reader = new BackgroundReader(client, { topic: name });
    await reader.untilRead(numbers(3));
    await denyReading(local.bootstrap, name);
    const revokedAt = performance.now();
    await eventually('the reader has failed', () => reader.failure !== undefined);
    expect(reader.failure).toMatchObject({ code: 'TOPIC_AUTHORIZATION_FAILED', topic: name });
    expect(performance.now() - revokedAt).toBeLessThan(5000);
  });
});

describe('a signal', () => {
  const brokers = () => local.cluster.brokers.map(({ id }) => id);
  const all = (signal: NodeJS.Signals) => Promise.all(brokers().map((id) => local.kill('broker', id, signal)));

  test.each([
    ['a topic is looked for', { topic: 'not-known-yet' }],
    ['the offsets are asked for', { topic: 'flipped' }],
  ])('is heard at once while no broker answers, as %s', async (_, options) => {
    const fresh = await connect({ brokers: local.bootstrap });
    if (options.topic === 'flipped') {
      fresh.watch([options.topic]);
      await fresh.refresh();
    }
    await all('SIGSTOP');
    try {
      const stop = new AbortController();
      const reading = (async () => {
        for await (const batch of read(fresh, { ...options, signal: stop.signal }))
          throw new Error(`${batch.partition} was read`);
      })();
      await new Promise((resolve) => setTimeout(resolve, 300));
      stop.abort();
      expect(await settlesAtOnce(reading)).toBe(true);
      await reading;
    } finally {
      await all('SIGCONT');
      await fresh.close();
    }
  });

  test('leaves no wait behind it, and a deadline is one for all that is waited for', async () => {
    await all('SIGSTOP');
    const fresh = connect({ brokers: local.bootstrap, deadlineMs: 500 });
    const start = performance.now();
    try {
      expect(await rejection(fresh)).toMatchObject({ code: 'CANNOT_CONNECT' });
      const late = await rejection(drained({ topic: 'not-known-yet', deadlineMs: 500 }));
      expect(late).toMatchObject({ code: 'CANNOT_CONNECT' });
      expect(performance.now() - start).toBeLessThan(2000);
    } finally {
      await all('SIGCONT');
    }
  });
});
