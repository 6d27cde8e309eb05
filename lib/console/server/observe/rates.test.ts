import { groupRates, sumKnown, topicRates } from './rates';

const ends = (at: number, offsets: Record<string, (number | undefined)[]>) => ({
  at,
  found: new Map(Object.entries(offsets)),
});
const commits = (at: number, groupId: string, ...offsets: number[]) => ({
  at,
  found: {
    groups: [
      {
        ...{ groupId, state: 'Stable', protocolType: 'consumer' },
        known: { members: 1, offsets: offsets.map((offset, partition) => ({ topic: 't', partition, offset })) },
      },
    ],
    unavailable: [],
  },
});

describe('what is written or read between two looks', () => {
  test('is counted in messages a second, over all partitions that are known at both', () => {
    const rates = topicRates(ends(1000, { t: [10, 5, undefined] }), ends(3000, { t: [30, 5, 7], new: [9] }));
    expect([...rates]).toEqual([['t', 10]]);
    expect([...groupRates(commits(0, 'g', 4, 0), commits(500, 'g', 4, 6))]).toEqual([['g', 12]]);
  });

  test('is nothing of what goes back: a topic that was made anew, a group that was set back', () => {
    expect([...topicRates(ends(0, { t: [10] }), ends(1000, { t: [3] }))]).toEqual([['t', 0]]);
    expect([...groupRates(commits(0, 'g', 9), commits(1000, 'g', 2))]).toEqual([['g', 0]]);
  });

  test('is not known before there are two looks', () => {
    expect(topicRates(undefined, ends(0, { t: [1] })).size).toBe(0);
    expect(topicRates(ends(0, { t: [1] }), ends(0, { t: [2] })).size).toBe(0);
  });
});

test('a sum of which a part is not known is not known', () => {
  expect([sumKnown([1, 2]), sumKnown([1, undefined]), sumKnown([])]).toEqual([3, undefined, 0]);
});
