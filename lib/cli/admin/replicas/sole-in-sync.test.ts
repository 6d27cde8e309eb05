import type { Client } from '../../../kafka';
import { soleInSync } from './sole-in-sync';

const layouts = (inSync: readonly number[]) =>
  new Map([['six', { partitions: [{ partition: 0, inSync }] }]]) as unknown as Client['metadata']['topics'];
const move = (from: readonly number[]) => ({ topic: 'six', partition: 0, from, replicas: [...from, 3] });

test.each([
  ['two of them are in sync', [1, 2], [1, 2]],
  ['there was one replica only', [1], [1, 3]],
])('of moves that were taken back nothing is told where %s', (_, from, inSync) =>
  expect(soleInSync([move(from)], layouts(inSync), [1, 2, 3])).toBeUndefined(),
);

test('what is left with one replica in sync is told, with what gives it others', () => {
  const dropped = 'what was being copied of 1 partition is dropped, and it has one replica in sync';
  expect(soleInSync([move([1, 2])], layouts([1, 3]), [1, 2, 3])).toBe(`${dropped}, until the others have caught up`);
  expect(soleInSync([move([1, 2])], layouts([1, 3]), [3, 1])).toBe(
    `${dropped}, as broker 2 is not up: start it (npm run up), or have brokers that are up take its place (npm run topics -- reassign six --to 1,3)`,
  );
  expect(soleInSync([move([1, 2])], layouts([1]), [1])).toBe(
    `${dropped}, as broker 2 is not up: start it (npm run up)`,
  );
});
