import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { kafkaErrors } from '../protocol/kafka-errors';
import { describeQuorum } from '../protocol/requests/describe-quorum';
import { connect } from './connect';
import { findController } from './controller';

const replica = (replicaId: number, logEndOffset: number, lastCaughtUpTimestamp = 1000) => ({
  replicaId,
  logEndOffset,
  lastCaughtUpTimestamp,
});
const fixture = new FakeBrokerFixture('t', 1);

/** What a client finds that connects now. */
async function found() {
  const client = await connect({ brokers: [fixture.broker.address] });
  try {
    return await findController(client, client.metadata);
  } finally {
    await client.close();
  }
}

/** Has the broker be one in KRaft mode. */
const tell = (told: { readonly refused?: keyof typeof kafkaErrors; readonly leaderId?: number } = {}) =>
  fixture.broker.answer(describeQuorum, () => ({
    errorCode: 0,
    topics: [
      {
        topicName: '__cluster_metadata',
        partitions: [
          {
            partitionIndex: 0,
            errorCode: told.refused ? kafkaErrors[told.refused].code : 0,
            leaderId: told.leaderId ?? 102,
            leaderEpoch: 7,
            highWatermark: 90,
            currentVoters: [replica(103, -1, -1), replica(101, 88, 970), replica(102, 90)],
            observers: [replica(2, 90), replica(1, 60)],
          },
        ],
      },
    ],
  }));

test('in ZooKeeper mode brokers know the controller', async () =>
  expect(await found()).toEqual({ controllerId: 1, quorum: undefined }));

test('in KRaft mode the quorum does, whomever brokers name', async () => {
  tell();
  expect(await found()).toEqual({
    controllerId: 102,
    quorum: {
      leaderId: 102,
      leaderEpoch: 7,
      endOffset: 90,
      voters: [
        { id: 101, lag: 2, behindMs: 30 },
        { id: 102, lag: 0, behindMs: 0 },
        { id: 103, lag: undefined, behindMs: undefined },
      ],
      observers: [
        { id: 1, lag: 30, behindMs: 0 },
        { id: 2, lag: 0, behindMs: 0 },
      ],
    },
  });
});

test.each([
  ['while none is elected', { leaderId: -1 }],
  ['while it moves', { refused: 'NOT_LEADER_OR_FOLLOWER' }],
  ['where one may not know it', { refused: 'CLUSTER_AUTHORIZATION_FAILED' }],
] as const)('%s nobody is named', async (_, told) => {
  tell(told);
  expect((await found()).controllerId).toBeUndefined();
});
