import { assignRanges } from './assign';

const member = (memberId: string, ...topics: string[]) => ({ memberId, topics });

describe('the assignment of a group', () => {
  it('gives each member a run of partitions, the first ones one more', () => {
    const assigned = assignRanges([member('b', 't'), member('a', 't'), member('c', 't')], new Map([['t', 8]]));
    expect(Object.fromEntries(assigned)).toEqual({ a: { t: [0, 1, 2] }, b: { t: [3, 4, 5] }, c: { t: [6, 7] } });
  });

  it('gives a topic to those who subscribed to it only', () => {
    const assigned = assignRanges([member('a', 't', 'u'), member('b', 'u')], new Map(Object.entries({ t: 2, u: 2 })));
    expect(Object.fromEntries(assigned)).toEqual({ a: { t: [0, 1], u: [0] }, b: { u: [1] } });
  });

  it('leaves members without partitions when there are more of them', () => {
    const assigned = assignRanges([member('a', 't'), member('b', 't')], new Map([['t', 1]]));
    expect(Object.fromEntries(assigned)).toEqual({ a: { t: [0] }, b: { t: [] } });
  });
});
