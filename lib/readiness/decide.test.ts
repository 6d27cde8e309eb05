import type { Layout, PartitionLayout } from '../kafka';
import { decide, HOLD_MS, type Look, type Told } from './decide';

const partition = (replicas: readonly number[], inSync: readonly number[], leader = inSync[0]): PartitionLayout => ({
  partition: 0,
  leader,
  replicas,
  inSync,
});

const view = (partitions: readonly PartitionLayout[], brokers: readonly number[] = [1, 2, 3]): Layout => ({
  clusterId: 'id',
  controllerId: 1,
  brokers: brokers.map((id) => ({ id, address: `broker-${id}:19090`, rack: undefined })),
  topics: [
    { name: 'orders', internal: false, partitions: partitions.map((one, number) => ({ ...one, partition: number })) },
  ],
});

const IN_SYNC = view([partition([1, 2, 3], [1, 2, 3])]);
const BEHIND = view([partition([1, 2, 3], [1, 2])]);
const EMPTY: Layout = { clusterId: 'id', controllerId: undefined, brokers: [], topics: [] };

/** Of broker 3, at the first look. */
const first = (own: Look['own'], other: Look['other'] = 'silent') => decide(3, { own, other }, undefined, 0).verdict;
const both = (layout: Layout) => first(layout, layout);

describe('a broker is ready', () => {
  test('when it and another one say that it is in sync everywhere', () =>
    expect(both(IN_SYNC)).toEqual({ isReady: true, why: 'broker 3 is in sync' }));

  test.each<[string, Layout]>([
    ['with no partitions at all', view([])],
    ['whatever the others lack', view([partition([1, 2, 3], [3]), partition([2, 3], [3])])],
    ['where a partition that is behind has no replica on it', view([partition([1, 2], [1])])],
    ['where a factor cannot be reached, as a broker is dead or gone', view([partition([1, 3, 9], [1, 3])], [1, 3])],
    [
      'where no in-sync replica of a partition is up: it can copy from nobody',
      view([partition([2, 3], [2], undefined)], [1, 3]),
    ],
    ['where a partition has no leader, but it in sync', view([partition([3], [3], undefined)])],
  ])('%s', (_, layout) => expect(both(layout).isReady).toBe(true));

  test('on its own word where it is the only one', () => expect(first(view([], [3]), 'alone').isReady).toBe(true));

  test('on the word of another while it is too busy to answer', () =>
    expect(first('silent', IN_SYNC).isReady).toBe(true));
});

describe('a broker is not ready, and why', () => {
  test.each<[string, Look['own'], Look['other'], string]>([
    ['nobody listens', 'refused', 'silent', 'broker 3 does not listen'],
    [
      'it knows of nobody just after its start, whatever others take it for',
      EMPTY,
      IN_SYNC,
      'broker 3 has not been told of the cluster yet',
    ],
    ['it is behind', BEHIND, BEHIND, 'broker 3 is not in sync in orders/0'],
    ['it alone knows that it is behind', BEHIND, IN_SYNC, 'broker 3 is not in sync in orders/0'],
    ['it does not know that it was taken for dead', IN_SYNC, BEHIND, 'broker 3 is not in sync in orders/0'],
    ['it is frozen', 'silent', BEHIND, 'broker 3 is not in sync in orders/0'],
    ['others have lost it', IN_SYNC, view([], [1, 2]), 'broker 3 is not registered'],
    [
      'a replica of it is being added, like any that is behind',
      view([partition([1, 2, 3], [1, 2]), partition([1, 3], [1])]),
      IN_SYNC,
      'broker 3 is not in sync in orders/0 and 1 more',
    ],
    [
      'a leader is being elected',
      view([partition([2, 3], [2], undefined)]),
      IN_SYNC,
      'broker 3 is not in sync in orders/0',
    ],
  ])('%s', (_, own, other, why) => expect(first(own, other)).toEqual({ isReady: false, why }));
});

describe('where nobody tells', () => {
  /** The last verdict of a series of looks, a second apart. */
  const after = (seconds: number, ...looks: readonly Look[]) => {
    let told: Told | undefined;
    let nowMs = 0;
    let last = decide(3, looks[0]!, told, nowMs);
    for (const look of looks) {
      nowMs += 1000;
      last = decide(3, look, told, nowMs);
      told = last.told;
    }
    return decide(3, looks.at(-1)!, told, nowMs + seconds * 1000).verdict;
  };
  const silent: Look = { own: IN_SYNC, other: 'silent' };
  const told = (layout: Layout): Look => ({ own: layout, other: layout });
  const hold = HOLD_MS / 1000;

  test('the last verdict holds for a minute', () => {
    expect(after(hold - 2, told(IN_SYNC), silent)).toEqual({
      isReady: true,
      why: 'no other broker answers; before: broker 3 is in sync',
    });
    expect(after(hold - 2, told(BEHIND), { own: 'silent', other: 'silent' })).toEqual({
      isReady: false,
      why: 'broker 3 does not answer; before: broker 3 is not in sync in orders/0',
    });
  });

  test('of a broker that has just started that is no', () => expect(after(0, silent).isReady).toBe(false));

  test('then a broker that listens is ready', () => {
    expect(after(hold + 1, told(BEHIND), { own: 'silent', other: 'silent' })).toEqual({
      isReady: true,
      why: 'broker 3 listens, but broker 3 does not answer',
    });
    expect(after(hold + 1, silent).isReady).toBe(true);
  });

  test('but never one that knows itself to be behind, or that serves nothing yet', () => {
    expect(after(hold + 1, { own: BEHIND, other: 'silent' }).isReady).toBe(false);
    expect(after(hold + 1, { own: EMPTY, other: 'silent' }).isReady).toBe(false);
  });

  test('what was known before a restart does not hold after it', () => {
    const refused: Look = { own: 'refused', other: 'silent' };
    expect(after(0, told(IN_SYNC), refused, silent).isReady).toBe(false);
    expect(after(0, told(IN_SYNC), { own: EMPTY, other: 'silent' }, silent).isReady).toBe(false);
  });
});
