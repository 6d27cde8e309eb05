import { Partitioner } from './partitioner';

describe('the partitioner', () => {
  test('gives one key one partition, whatever lies between', () => {
    const partitioner = new Partitioner(6);
    const first = partitioner.choose(Buffer.from('foobar'), 10);
    for (let i = 0; i < 100; i++) partitioner.choose(null, 1000);
    expect(partitioner.choose(Buffer.from('foobar'), 99_999)).toBe(first);
  });

  test('gives messages without a key to one partition until a batch is full, then to the next', () => {
    const partitioner = new Partitioner(3);
    const chosen = Array.from({ length: 51 }, () => partitioner.choose(null, 1000));
    const runs = chosen.filter((partition, i) => partition !== chosen[i - 1]);
    expect(runs).toHaveLength(3);
    expect(new Set(runs).size).toBe(3);
  });

  test('uses partitions that were added', () => {
    const partitioner = new Partitioner(1);
    const keys = Array.from({ length: 50 }, (_, i) => Buffer.from(`key ${i}`));
    expect(new Set(keys.map((key) => partitioner.choose(key, 1)))).toEqual(new Set([0]));
    partitioner.count = 2;
    expect(new Set(keys.map((key) => partitioner.choose(key, 1)))).toEqual(new Set([0, 1]));
  });
});
