import { connect } from './connect';
import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { kafkaErrors } from '../protocol/kafka-errors';
import { describeQuorum } from '../protocol/requests/describe-quorum';
import { metadata } from '../protocol/requests/metadata';
import { findTopic } from './find-topic';

const fixture = new FakeBrokerFixture('t', 1);

/** Looks for a topic that the broker hears of after `late` answers. */
async function lookedFor(late: number): Promise<string> {
  const { broker } = fixture;
  let asked = 0;
  const of = { partitionIndex: 0, leaderId: 1, leaderEpoch: 0, replicaNodes: [1], isrNodes: [1], offlineReplicas: [] };
  broker.answer(metadata, () => {
    const isKnown = asked++ >= late;
    const errorCode = isKnown ? 0 : kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code;
    const partitions = isKnown ? [{ ...of, errorCode }] : [];
    return {
      throttleTimeMs: 0,
      brokers: [{ nodeId: 1, host: '127.0.0.1', port: Number(broker.address.split(':')[1]), rack: null }],
      clusterId: 'fake',
      controllerId: 1,
      topics: [{ errorCode, name: 'new', topicId: 'AAAAAAAAAAAAAAAAAAAAAg', isInternal: false, partitions }],
    };
  });
  const client = await connect({ brokers: [broker.address] });
  try {
    return `found ${(await findTopic(client, 'new', 5000)).name}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.close();
  }
}

describe('a topic of which all brokers know nothing', () => {
  test('is not there in ZooKeeper mode: the controller would have told them', async () =>
    expect(await lookedFor(3)).toBe('there is no topic "new": create it first'));

  test('may be there in KRaft mode, where brokers read of it after the controller has it', async () => {
    fixture.broker.answer(describeQuorum, () => undefined);
    expect(await lookedFor(3)).toBe('found new');
  });
});
