import type { TopicMetadata } from './metadata';
import { protocolError } from '../protocol/protocol-error';
import { Leadership } from './leadership';

const topic = (id: string, ...leaders: [leader: number, leaderEpoch: number][]): Map<string, TopicMetadata> => {
  const partitions = leaders.map(([leader, leaderEpoch], partition) => ({
    partition,
    leader,
    leaderEpoch,
    replicas: [1, 2, 3],
    inSync: leaderEpoch > 0 ? [2, 3] : [1, 2, 3],
  }));
  return new Map([['t', { name: 't', id, internal: false, error: undefined, partitions }]]);
};

describe('leadership', () => {
  test('is that of the latest election, whatever a broker says that slept through it', () => {
    const leadership = new Leadership();
    leadership.learn(topic('a', [1, 0], [2, 0]));
    const elected = topic('a', [2, 1], [2, 0]);
    expect(leadership.learn(elected)).toEqual(elected);
    expect(leadership.learn(topic('a', [1, 0], [2, 0]))).toEqual(elected);
    const later = topic('a', [1, 2], [3, 1]);
    expect(leadership.learn(later)).toEqual(later);
  });

  test('outlasts the answer of a broker that does not know the topic yet', () => {
    const leadership = new Leadership();
    const elected = topic('a', [2, 1]);
    leadership.learn(elected);
    const error = protocolError(3);
    leadership.learn(new Map([['t', { name: 't', id: '0', internal: false, error, partitions: [] }]]));
    expect(leadership.learn(topic('a', [1, 0]))).toEqual(elected);
  });

  test('keeps the partitions that a broker has not heard of yet', () => {
    const leadership = new Leadership();
    leadership.learn(topic('a', [1, 0], [2, 0], [3, 0]));
    expect(leadership.learn(topic('a', [2, 1]))).toEqual(topic('a', [2, 1], [2, 0], [3, 0]));
  });

  test('begins anew with a topic that was made anew', () => {
    const leadership = new Leadership();
    leadership.learn(topic('a', [1, 7]));
    expect(leadership.learn(topic('b', [2, 0]))).toEqual(topic('b', [2, 0]));
  });
});
