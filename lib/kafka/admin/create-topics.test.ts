import { FakeBroker } from '../../../test/support/fake-broker';
import { connect } from '../client/connect';
import { kafkaErrors } from '../protocol/kafka-errors';
import { createTopics as request } from '../protocol/requests/create-topics';
import { createTopic } from './create-topic';

const TOPIC = 'orders';

test('a topic is asked for again while the controller knows fewer brokers than there are', async () => {
  const broker = await FakeBroker.start(TOPIC, 1);
  const client = await connect({ brokers: [broker.address] });
  const codes = [kafkaErrors.INVALID_REPLICATION_FACTOR.code, kafkaErrors.INVALID_REPLICATION_FACTOR.code, 0];
  let asked = 0;
  broker.answer(request, () => ({
    throttleTimeMs: 0,
    topics: [{ name: TOPIC, errorCode: codes[asked++]!, errorMessage: null }],
  }));
  try {
    await createTopic(client, { name: TOPIC, partitions: 1, replicationFactor: 1 });
    expect(asked).toBe(codes.length);
    const two = createTopic(client, { name: TOPIC, partitions: 1, replicationFactor: 2 });
    asked = 0;
    await expect(two).rejects.toMatchObject({ code: 'TOO_FEW_BROKERS' });
  } finally {
    await client.close();
    await broker.stop();
  }
});
