import { leaderlessDamage } from './damage';

const leaderless = (count: number, inSync: readonly number[]) =>
  Array.from({ length: count }, (_, partition) => ({ topic: 't', partition, replicas: inSync, inSync }));

test('partitions without a leader are told together where the same brokers have them, by the first few', () => {
  expect(leaderlessDamage([...leaderless(500, [4]), ...leaderless(1, [4, 5])])).toEqual([
    {
      what: 't/0, t/1, t/2 and 497 more have no leader',
      why: 'their replicas in sync are on broker 4, which the description does not have',
    },
    {
      what: 'partition 0 of t has no leader',
      why: 'its replicas in sync are on broker 4, 5, which the description does not have',
    },
  ]);
});
