import type { Client } from '../client/client';
import { LATEST } from '../client/list-offsets';
import { settledOffsets } from './settled-offsets';

const NOT_LEADER = 6;

/** A leader that says for so many times that it is none yet. */
function electing(times: number, leader: number | undefined): { readonly client: Client; asked: () => number } {
  let asked = 0;
  const send = () => {
    const isYet = ++asked > times;
    const answer = { partitionIndex: 0, errorCode: isYet ? 0 : NOT_LEADER, offset: 7, timestamp: -1, leaderEpoch: 1 };
    return Promise.resolve({ topics: [{ name: 't', partitions: [answer] }] });
  };
  const client = {
    partition: () => ({ leader, leaderEpoch: 1 }),
    connection: () => Promise.resolve({ send }),
    refresh: () => Promise.resolve(),
  };
  return { client: client as unknown as Client, asked: () => asked };
}

const queries = [{ topic: 't', partition: 0, timestamp: LATEST }];

test('a leader that is being elected is asked again', async () => {
  const { client, asked } = electing(2, 1);
  expect(await settledOffsets(client, queries, undefined)).toMatchObject([{ offset: 7 }]);
  expect(asked()).toBe(3);
});

test('of a partition without a leader nobody is waited for', async () => {
  const { client, asked } = electing(0, undefined);
  expect(await settledOffsets(client, queries, undefined)).toEqual([undefined]);
  expect(asked()).toBe(0);
});
