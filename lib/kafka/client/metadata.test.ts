import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { metadata } from '../protocol/requests/metadata';

const LEADER_NOT_AVAILABLE = 5;

const fixture = new FakeBrokerFixture('t', 1);

test('has each partition in its place where a broker leaves some out', async () => {
  const { broker, client } = fixture;
  const of = { replicaNodes: [1], isrNodes: [1], offlineReplicas: [] };
  broker.answer(metadata, () => ({
    throttleTimeMs: 0,
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: 1, rack: null }],
    clusterId: 'fake',
    controllerId: 1,
    topics: [
      {
        ...{ errorCode: 0, name: 'u', topicId: 'AAAAAAAAAAAAAAAAAAAAAg', isInternal: false },
        partitions: [
          { ...of, errorCode: 0, partitionIndex: 3, leaderId: 1, leaderEpoch: 7 },
          { ...of, errorCode: LEADER_NOT_AVAILABLE, partitionIndex: 1, leaderId: -1, leaderEpoch: 4 },
        ],
      },
    ],
  }));
  client.watch(['u']);
  await client.refresh();
  const found = [0, 1, 2, 3, 4].map((partition) => client.partition('u', partition));
  expect(found.map((one) => one && [one.partition, one.leader, one.leaderEpoch])).toEqual([
    [0, undefined, -1],
    [1, undefined, 4],
    [2, undefined, -1],
    [3, 1, 7],
    undefined,
  ]);
});
