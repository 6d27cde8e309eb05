import { DEMONSTRATION_COUNT } from '../cluster';
import { numberedMessages } from './numbered-messages';
import { Partitioner } from './producer/partitioner';

test('numbered messages count from 0, each under its last digit as the key', () => {
  const messages = [...numberedMessages(12)];
  expect(messages.slice(0, 2)).toEqual([
    { key: '0', value: 'New message # 0' },
    { key: '1', value: 'New message # 1' },
  ]);
  expect(messages.at(-1)).toEqual({ key: '1', value: 'New message # 11' });
});

test.each([1, 2, 3, 4, 5, 6])('those of the demonstration reach every one of %i partitions', (partitions) => {
  const partitioner = new Partitioner(partitions);
  const reached = [...numberedMessages(DEMONSTRATION_COUNT)].map(({ key, value }) =>
    partitioner.choose(Buffer.from(key), value.length),
  );
  expect(new Set(reached).size).toBe(partitions);
});
