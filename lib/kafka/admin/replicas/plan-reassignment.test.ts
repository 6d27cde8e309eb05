import { planReassignment, type ReplicaAssignment, type ReassignmentPlan } from './plan-reassignment';

const topic = (name: string, ...replicas: readonly number[][]): readonly ReplicaAssignment[] =>
  replicas.map((replicas, partition) => ({ topic: name, partition, replicas }));

const planned = (assignments: readonly ReplicaAssignment[], plan: ReassignmentPlan) =>
  planReassignment(assignments, plan).map(
    ({ topic, partition, replicas }) => `${topic}/${partition}: ${replicas.join()}`,
  );

describe('a plan to move replicas', () => {
  test('leaves alone what is where it may be', () => {
    expect(planned(topic('a', [1, 2], [3, 1]), { brokers: [1, 2, 3] })).toEqual([]);
  });

  test('moves those of brokers that are to go to where the fewest are, and keeps the others in their order', () => {
    const topics = topic('a', [4, 1], [5, 2], [1, 5], [4, 5]);
    expect(planned(topics, { brokers: [1, 2, 3] })).toEqual(['a/0: 1,3', 'a/1: 2,3', 'a/2: 1,2', 'a/3: 3,1']);
  });

  test('spreads replicas and leaders of many partitions evenly', () => {
    const topics = topic('a', ...Array.from({ length: 30 }, () => [4, 5]));
    const moves = planReassignment(topics, { brokers: [1, 2, 3] });
    const count = (of: (replicas: readonly number[]) => readonly number[]) =>
      [1, 2, 3].map((id) => moves.filter(({ replicas }) => of(replicas).includes(id)).length);
    expect(count((replicas) => replicas)).toEqual([20, 20, 20]);
    expect(count((replicas) => replicas.slice(0, 1))).toEqual([10, 10, 10]);
  });

  test('never names a broker twice in a partition, whatever it starts from', () => {
    const random = (max: number) => Math.floor(Math.random() * max);
    for (let run = 0; run < 200; run++) {
      const some = () => [1, 2, 3, 4, 5, 6].sort(() => Math.random() - 0.5).slice(0, 1 + random(4));
      const topics = topic('a', ...Array.from({ length: 1 + random(9) }, some));
      const brokers = [1, 2, 3, 4, 7];
      const replicationFactor = 1 + random(4);
      for (const { replicas } of planReassignment(topics, { brokers, replicationFactor })) {
        expect(replicas).toHaveLength(replicationFactor);
        expect(new Set(replicas).size).toBe(replicationFactor);
        expect(replicas.every((id) => brokers.includes(id))).toBe(true);
      }
    }
  });

  test.each<[number, string]>([
    [1, 'a/0: 1'],
    [3, 'a/0: 1,2,3'],
  ])('takes or adds replicas for a factor of %d, and keeps the leader', (replicationFactor, expected) => {
    expect(planned(topic('a', [1, 2]), { brokers: [1, 2, 3], replicationFactor })).toEqual([expected]);
  });

  test('is refused where there are fewer brokers than replicas', () => {
    expect(() => planReassignment(topic('a', [1, 2, 3]), { brokers: [1, 2, 2] })).toThrow(
      'topic "a" has 3 replicas of each partition, but 2 brokers are to hold them (1, 2): name more brokers, or a replication factor of 1 to 2',
    );
  });
});
