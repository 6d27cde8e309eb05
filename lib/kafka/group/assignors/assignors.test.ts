import { assignors, type Assignment, type AssignorName, type Subscriber } from '.';

const member = (memberId: string, topics: string, more: Partial<Subscriber> = {}): Subscriber => ({
  memberId,
  groupInstanceId: null,
  topics: topics.split(' '),
  owned: {},
  generationId: -1,
  userData: null,
  ...more,
});

const assign = (name: AssignorName, members: readonly Subscriber[], counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(assignors[name].assign(members, new Map(Object.entries(counts))));

const sizeOf = (assigned: Assignment): number => Object.values(assigned).flat().length;

describe('range', () => {
  test('gives each member a run of partitions, the first ones one more', () => {
    const assigned = assign('range', [member('b', 't'), member('a', 't'), member('c', 't')], { t: 8 });
    expect(assigned).toEqual({ a: { t: [0, 1, 2] }, b: { t: [3, 4, 5] }, c: { t: [6, 7] } });
  });

  test('gives a topic to those who subscribed to it only', () => {
    const assigned = assign('range', [member('a', 't u'), member('b', 'u')], { t: 2, u: 2 });
    expect(assigned).toEqual({ a: { t: [0, 1], u: [0] }, b: { u: [1] } });
  });

  test('leaves members without partitions when there are more of them', () => {
    expect(assign('range', [member('a', 't'), member('b', 't')], { t: 1 })).toEqual({ a: { t: [0] }, b: {} });
  });

  test('knows static members by their names, whatever ids they were given', () => {
    const members = [
      member('z', 't', { groupInstanceId: 'first' }),
      member('a', 't', { groupInstanceId: 'second' }),
      member('b', 't'),
    ];
    expect(assign('range', members, { t: 3 })).toEqual({ z: { t: [0] }, a: { t: [1] }, b: { t: [2] } });
  });
});

describe('roundrobin', () => {
  test('gives the partitions of all topics to one member after the other', () => {
    const assigned = assign('roundrobin', [member('b', 't u'), member('a', 't u')], { u: 3, t: 3 });
    expect(assigned).toEqual({ a: { t: [0, 2], u: [1] }, b: { t: [1], u: [0, 2] } });
  });

  test('passes over those who did not subscribe to a topic', () => {
    const members = [member('a', 't'), member('b', 't u'), member('c', 'u')];
    expect(assign('roundrobin', members, { t: 3, u: 3 })).toEqual({
      a: { t: [0, 2] },
      b: { t: [1], u: [0, 2] },
      c: { u: [1] },
    });
  });
});

describe('cooperative-sticky', () => {
  test('takes from each member what it has too much, and gives it to nobody until that has given it up', () => {
    const [a, b] = [
      member('a', 't', { owned: { t: [0, 1, 2] }, generationId: 1 }),
      member('b', 't', { owned: { t: [3, 4, 5] }, generationId: 1 }),
    ];
    const once = assign('cooperative-sticky', [a, b, member('c', 't')], { t: 6 });
    expect(sizeOf(once['a']!)).toBe(2);
    expect(sizeOf(once['b']!)).toBe(2);
    expect(once['c']).toEqual({});
    const owning = (memberId: string) => member(memberId, 't', { owned: once[memberId]!, generationId: 2 });
    const twice = assign('cooperative-sticky', [owning('a'), owning('b'), owning('c')], { t: 6 });
    expect(twice).toMatchObject({ a: once['a'], b: once['b'] });
    expect(sizeOf(twice['c']!)).toBe(2);
  });

  test('believes of two who have the same partition the one of the later generation, and neither of the same', () => {
    const [a, b] = [
      member('a', 't', { owned: { t: [0, 1] }, generationId: 1 }),
      member('b', 't', { owned: { t: [0] }, generationId: 2 }),
    ];
    // It is in doubt whether a has given it up.
    expect(assign('cooperative-sticky', [a, b], { t: 2 })).toEqual({ a: { t: [1] }, b: {} });
    const old = member('b', 't', { owned: { t: [0] }, userData: Buffer.from([0, 0, 0, 2]) });
    expect(assign('cooperative-sticky', [a, old], { t: 2 })).toEqual({ a: { t: [1] }, b: {} });
  });

  test('shares out everything, evenly among those who subscribed to the same, whatever they had: 300 random groups', () => {
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed;
      const below = (limit: number) => (state = (state * 48271) % 2147483647) % limit;
      const counts = Object.fromEntries(Array.from({ length: 1 + below(5) }, (_, i) => [`t${i}`, below(9)]));
      const topics = Object.keys(counts).join(' ');
      let members = Array.from({ length: 1 + below(6) }, (_, i) => member(`m${i}`, topics));
      // Each gives up what it is not assigned, until nobody has to.
      for (let round = 0; round < 3; round++) {
        if (round === 1 && members.length > 1) members.splice(below(members.length), 1);
        for (let step = 0; step < 2; step++) {
          const assigned = assign('cooperative-sticky', members, counts);
          members = members.map((one) => ({ ...one, owned: assigned[one.memberId]!, generationId: 2 * round + step }));
        }
        const all = members.flatMap(({ owned }) =>
          Object.entries(owned).flatMap(([topic, partitions]) =>
            partitions.map((partition) => `${topic}/${partition}`),
          ),
        );
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(new Set(all).size).toBe(total);
        expect(all).toHaveLength(total);
        const sizes = members.map(({ owned }) => sizeOf(owned));
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        members.push(member(`late${round}`, topics));
      }
    }
  });
});
