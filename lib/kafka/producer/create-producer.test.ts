import { FakeBroker } from '../../../test/support/fake-broker';
import { rejection } from '../../../test/support/rejection';
import { connect } from '../client/connect';
import { createProducer } from './create-producer';

const COORDINATOR_LOAD_IN_PROGRESS = 14;
const CLUSTER_AUTHORIZATION_FAILED = 31;

test('without a producer id there is no producer: kafkajs would go on, and send without idempotence', async () => {
  const broker = await FakeBroker.start('t', 1);
  broker.producerIdError = CLUSTER_AUTHORIZATION_FAILED;
  const client = await connect({ brokers: [broker.address] });
  expect(await rejection(createProducer(client))).toMatchObject({ code: 'CLUSTER_AUTHORIZATION_FAILED' });
  broker.producerIdError = COORDINATOR_LOAD_IN_PROGRESS;
  const start = performance.now();
  expect(await rejection(createProducer(client, { deliveryTimeoutMs: 300 }))).toMatchObject({
    code: 'CANNOT_CONNECT',
    message: expect.stringMatching(/^no broker gives a producer id: /) as string,
  });
  expect(performance.now() - start).toBeGreaterThan(300);
  const stop = new AbortController();
  const stopped = rejection(createProducer(client, { signal: stop.signal }));
  stop.abort(new Error('enough'));
  expect((await stopped).message).toBe('enough');
  // It was asked in vain, not once and for all.
  broker.producerIdError = 0;
  const producer = await createProducer(client, { lingerMs: 0 });
  expect(await producer.send({ topic: 't', value: 'a' })).toMatchObject({ outcome: 'acked', offset: 0 });
  expect(broker.produced).toHaveLength(1);
  await producer.close();
  await client.close();
  await broker.stop();
});
