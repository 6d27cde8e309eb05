import type { Client } from '../client/client';
import type { PartitionMetadata, TopicMetadata } from '../client/metadata';
import type { LogEntry } from '../log';
import { protocolError } from '../protocol/protocol-error';
import { planned } from './next-step';
import { Tracked, type From } from './tracked';

const [ID, OTHER_ID] = ['AAAAAAAAAAAAAAAAAAAAAQ', 'AAAAAAAAAAAAAAAAAAAAAg'];
const [UNKNOWN_TOPIC, DENIED] = [3, 29];

const logged: LogEntry[] = [];
beforeEach(() => void logged.splice(0));

const partition = (number: number, leader: number | undefined, leaderEpoch = 5): PartitionMetadata => ({
  ...{ partition: number, leader, leaderEpoch, replicas: [1], inSync: [1] },
});

function knowing(topics: readonly Pick<TopicMetadata, 'name' | 'partitions'>[], error?: number, id = ID): Client {
  const all = topics.map((topic) => ({ ...topic, id, internal: false, error: protocolError(error ?? 0) }));
  const metadata = { topics: new Map(all.map((topic) => [topic.name, topic])) };
  return {
    metadata,
    log: (entry: LogEntry) => logged.push(entry),
    partition: (topic: string, number: number) => metadata.topics.get(topic)?.partitions[number],
  } as unknown as Client;
}

const tracked = (number: number, from: From = 'beginning') =>
  new Tracked({ topic: 't', partition: number, from, until: 'never' });

/** One that is read already. */
function reading(number: number, offset = 7, epoch = 5): Tracked {
  const one = tracked(number);
  Object.assign(one, { offset, offsetEpoch: epoch, validEpoch: epoch, topicId: ID });
  return one;
}

const steps = (client: Client, ...all: Tracked[]) =>
  planned(client, all).map(({ step, all }) => [step, all.map(({ partition }) => partition)]);

const wait = (reason: string, isTopicUnknown = false) => ({ do: 'wait', reason, isTopicUnknown });

describe('what is done next about partitions', () => {
  test('is asked of each leader for all of its partitions together, whatever is wrong with others', () => {
    const client = knowing([
      {
        name: 't',
        partitions: [partition(0, 1), partition(1, undefined), partition(2, 1), partition(3, 2), partition(4, 1)],
      },
    ]);
    const late = reading(4);
    late.validEpoch = 4;
    expect(steps(client, reading(0), reading(1), tracked(2), reading(3), late)).toEqual([
      [{ do: 'fetch', leader: 1 }, [0]],
      [wait('it has no leader'), [1]],
      [{ do: 'locate', leader: 1 }, [2]],
      [{ do: 'fetch', leader: 2 }, [3]],
      [{ do: 'validate', leader: 1 }, [4]],
    ]);
  });

  test('is nothing of those that are being asked for', () => {
    const busy = reading(0);
    busy.isBusy = true;
    expect(steps(knowing([{ name: 't', partitions: [partition(0, 1)] }]), busy)).toEqual([]);
  });

  test('is to fail at once where authorisation is revoked, and to wait where the topic is not known', () => {
    const topics = [{ name: 't', partitions: [] }];
    const [[step]] = steps(knowing(topics, DENIED), reading(0)) as [[{ do: string; error: Error }]];
    expect(step).toMatchObject({ do: 'fail', error: { code: 'TOPIC_AUTHORIZATION_FAILED', topic: 't' } });
    expect(steps(knowing(topics, UNKNOWN_TOPIC), reading(0))).toEqual([
      [wait('This server does not host this topic-partition', true), [0]],
    ]);
    expect(steps(knowing([]), reading(0))).toEqual([[wait('nothing is known of the topic yet'), [0]]]);
  });

  test('is to begin anew where the topic was made anew, and nothing of partitions that it has not any more', () => {
    const client = knowing([{ name: 't', partitions: [partition(0, 1, 0)] }], undefined, OTHER_ID);
    const all = [reading(0), reading(1)];
    expect(steps(client, ...all)).toEqual([
      [{ do: 'locate', leader: 1 }, [0]],
      [{ do: 'drop' }, [1]],
    ]);
    expect(all[0]).toMatchObject({ from: 'beginning', offset: undefined });
    expect(logged.map(({ level, partition }) => [level, partition])).toEqual([
      ['warn', 0],
      ['warn', 1],
    ]);
  });

  test('is to wait for who leads now, while what was read is newer than who is said to lead', () => {
    const client = knowing([{ name: 't', partitions: [partition(0, 1, 4), partition(1, 1, 4)] }]);
    const committed = tracked(1, { position: 3, leaderEpoch: 5 });
    const behind = wait('who is said to lead it is behind what was read');
    expect(steps(client, reading(0), committed)).toEqual([[behind, [0, 1]]]);
    // It never comes: the epoch is of a topic that is no more.
    committed.failing.failed(performance.now() - 20_000, behind.reason, false, () => undefined);
    expect(steps(client, committed)).toEqual([[{ do: 'locate', leader: 1 }, [1]]]);
    expect(committed.from).toEqual({ position: 3, leaderEpoch: -1 });
  });
});
