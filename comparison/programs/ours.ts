import { connect, consume, createProducer } from '../../lib/kafka';
import { answer, runClient, took } from './program';

void runClient({
  async read({ brokers, topics, groupId, from }, signal) {
    const client = await connect({ brokers });
    await consume(client, { groupId, topics, fromBeginning: from === 'earliest', signal }, ({ topic, messages }) => {
      for (const { partition, offset, value, headers } of messages) took(topic, partition, offset, value, headers);
    });
    await client.close();
  },
  async write({ brokers, topic }, lines) {
    const client = await connect({ brokers });
    const producer = await createProducer(client);
    for await (const { seq, ...message } of lines) {
      await producer.enqueue({ topic, ...message }, (delivery) =>
        answer(
          delivery.outcome === 'acked'
            ? { seq, partition: delivery.partition, offset: delivery.offset }
            : { seq, error: delivery.error.message },
        ),
      );
    }
    await producer.close();
    await client.close();
  },
});
