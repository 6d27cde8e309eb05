import { Paused, requirePausing } from './paused';

test('remembers what was paused, whatever is assigned', () => {
  const paused = new Paused();
  paused.pause([{ topic: 'a' }, { topic: 'b', partitions: [1] }]);
  expect(paused.of({ a: [0, 1], b: [0, 1], c: [0] })).toEqual([
    { topic: 'a', partitions: [0, 1] },
    { topic: 'b', partitions: [1] },
  ]);
  paused.resume([{ topic: 'a' }, { topic: 'b', partitions: [1] }]);
  expect(paused.of({ a: [0], b: [1] })).toEqual([]);
});

test('refuses what is no partition', () => {
  expect(() => requirePausing([{ topic: 'a', partitions: ['x'] as never }], 'pause')).toThrow(
    'Array of valid partitions required to pause specific partitions instead of ["x"]',
  );
  expect(() => requirePausing([undefined], 'pause')).toThrow('Invalid topic undefined');
});
