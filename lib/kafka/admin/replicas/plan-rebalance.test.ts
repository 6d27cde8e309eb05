import { planRebalance } from './plan-rebalance';
import type { PlannedMove, ReassignmentPlan, ReplicaAssignment } from './plan-reassignment';

const topic = (name: string, ...replicas: readonly (readonly number[])[]): readonly ReplicaAssignment[] =>
  replicas.map((replicas, partition) => ({ topic: name, partition, replicas }));

const planned = (assignments: readonly ReplicaAssignment[], plan: ReassignmentPlan) =>
  planRebalance(assignments, plan).map(({ topic, partition, replicas }) => `${topic}/${partition}: ${replicas.join()}`);

/** All partitions, as they are when the plan is carried out. */
function after(assignments: readonly ReplicaAssignment[], moves: readonly PlannedMove[]): readonly ReplicaAssignment[] {
  const moved = new Map(moves.map((move) => [`${move.topic}/${move.partition}`, move]));
  return assignments.map((assignment) => moved.get(`${assignment.topic}/${assignment.partition}`) ?? assignment);
}

/** By how much the broker with the most has more than the one with the least. */
function difference(brokers: readonly number[], ids: readonly number[]): number {
  const counts = brokers.map((broker) => ids.filter((id) => id === broker).length);
  return Math.max(...counts) - Math.min(...counts);
}

const replicasOf = (layout: readonly ReplicaAssignment[]) => layout.flatMap(({ replicas }) => replicas);
const leadersOf = (layout: readonly ReplicaAssignment[]) => layout.map(({ replicas }) => replicas[0]!);

describe('a plan to make brokers equal', () => {
  test('leaves alone what is equal already', () => {
    expect(planned(topic('a', [1, 2], [2, 3], [3, 1]), { brokers: [1, 2, 3] })).toEqual([]);
  });

  test('gives new brokers their share, and moves no more than that', () => {
    const before = topic('a', [1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 3, 2], [2, 1, 3]);
    const moves = planRebalance(before, { brokers: [1, 2, 3, 4, 5] });
    const copies = moves.flatMap(({ from, replicas }) => replicas.filter((id) => !from.includes(id)));
    expect(copies.sort()).toEqual([4, 4, 4, 5, 5, 5]);
    expect(difference([1, 2, 3, 4, 5], replicasOf(after(before, moves)))).toBe(0);
    expect(difference([1, 2, 3, 4, 5], leadersOf(after(before, moves)))).toBe(0);
  });

  test('changes only the order where leaders alone are unequal', () => {
    const before = topic('a', [1, 2, 3], [1, 2, 3], [1, 2, 3]);
    const moves = planRebalance(before, { brokers: [1, 2, 3] });
    expect(moves.map(({ replicas }) => [...replicas].sort())).toEqual(moves.map(() => [1, 2, 3]));
    expect(leadersOf(after(before, moves)).sort()).toEqual([1, 2, 3]);
  });

  test('passes leaders on along brokers that share no partition with each other', () => {
    const before = topic('a', [1, 2], [1, 2], [2, 3], [1, 4], [3, 4], [4, 1], [1, 3], [3, 2]);
    const left = after(before, planRebalance(before, { brokers: [1, 2, 3, 4] }));
    expect(difference([1, 2, 3, 4], leadersOf(left))).toBeLessThanOrEqual(1);
  });

  test('makes each topic equal, not only all of them together', () => {
    const before = [...topic('a', [1], [1], [1]), ...topic('b', [2], [2], [2]), ...topic('c', [3], [3], [3])];
    const left = after(before, planRebalance(before, { brokers: [1, 2, 3] }));
    for (const name of ['a', 'b', 'c'])
      expect(replicasOf(left.filter(({ topic }) => topic === name)).sort()).toEqual([1, 2, 3]);
  });

  test('makes all topics together equal, where each of them is smaller than the cluster', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => topic(name, [1, 2]));
    const left = after(before, planRebalance(before, { brokers: [1, 2, 3] }));
    expect(difference([1, 2, 3], replicasOf(left))).toBe(0);
    expect(difference([1, 2, 3], leadersOf(left))).toBe(0);
  });

  test('takes replicas from brokers that may hold none, as a reassignment does', () => {
    const left = after(
      topic('a', [4, 1], [5, 2], [1, 5], [4, 5]),
      planRebalance(topic('a', [4, 1], [5, 2], [1, 5], [4, 5]), { brokers: [1, 2, 3], replicationFactor: 3 }),
    );
    for (const { replicas } of left) expect([...replicas].sort()).toEqual([1, 2, 3]);
  });

  test('puts each partition into as many racks as it has replicas', () => {
    const racks = new Map([
      [1, 'a'],
      [2, 'a'],
      [3, 'b'],
      [4, 'b'],
      [5, 'c'],
      [6, 'c'],
    ]);
    const before = topic('t', [1, 2, 3], [2, 1, 4], [3, 4, 1], [5, 6, 2], [6, 5, 4], [1, 2, 6]);
    const left = after(before, planRebalance(before, { brokers: [1, 2, 3, 4, 5, 6], racks }));
    for (const { replicas } of left) expect(new Set(replicas.map((id) => racks.get(id))).size).toBe(3);
    expect(difference([1, 2, 3, 4, 5, 6], replicasOf(left))).toBe(0);
    expect(difference([1, 2, 3, 4, 5, 6], leadersOf(left))).toBe(0);
  });

  test('is valid and equal whatever it starts from', () => {
    const random = (max: number) => Math.floor(Math.random() * max);
    for (let run = 0; run < 200; run++) {
      const brokers = [1, 2, 3, 4, 5, 6].slice(0, 3 + random(4));
      const replicationFactor = 1 + random(3);
      const some = () => [...brokers, 7].sort(() => Math.random() - 0.5).slice(0, 1 + random(3));
      const before = ['a', 'b', 'c'].flatMap((name) => topic(name, ...Array.from({ length: 1 + random(12) }, some)));
      const left = after(before, planRebalance(before, { brokers, replicationFactor }));
      for (const { replicas } of left) {
        expect(new Set(replicas).size).toBe(replicationFactor);
        expect(replicas.every((id) => brokers.includes(id))).toBe(true);
      }
      for (const name of ['a', 'b', 'c']) {
        const own = left.filter(({ topic }) => topic === name);
        expect(difference(brokers, replicasOf(own))).toBeLessThanOrEqual(1);
        expect(difference(brokers, leadersOf(own))).toBeLessThanOrEqual(1);
      }
      expect(difference(brokers, replicasOf(left))).toBeLessThanOrEqual(1);
      // Those of all topics give way to those of each.
      expect(difference(brokers, leadersOf(left))).toBeLessThanOrEqual(2);
      // Carried out, it is a plan without moves.
      expect(planRebalance(left, { brokers, replicationFactor })).toEqual([]);
    }
  });
});
