import { cellOf, troubleOf } from './cells';

const up = (id: number) => ({ id, state: 'up' }) as const;

describe('a cell of the grid', () => {
  test('tells what a broker is to a partition', () => {
    const partition = [1, [1, 2, 3], [1, 2]] as const;
    expect([1, 2, 3, 4].map((id) => cellOf(partition, up(id)))).toEqual(['leader', 'in sync', 'lagging', undefined]);
  });

  test('tells of a broker that does not answer before Kafka does', () => {
    expect(cellOf([1, [1, 2], [1, 2]], { id: 1, state: 'silent' })).toBe('silent');
    expect(cellOf([-1, [1, 2], [1]], up(2))).toBe('offline');
  });
});

test('a topic is in trouble when a partition has no leader, or less than all replicas in sync', () => {
  const row = (...partitions: (readonly [number, readonly number[], readonly number[]])[]) => ({
    ...{ internal: false, messages: 0, size: 0, rate: 0 },
    partitions,
  });
  const brokers = [1, 2].map((id) => ({ ...up(id), leads: 0, replicas: 0, inSync: 0 })) as never;
  expect(troubleOf(row([1, [1, 2], [1, 2]]), brokers)).toBeUndefined();
  expect(troubleOf(row([1, [1, 2], [1]], [-1, [1], [1]]), brokers)).toBe('1 offline, 1 not in sync');
});
