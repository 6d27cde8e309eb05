import { Kafka, logLevel } from 'kafkajs';
import { inLists, runClient, took } from './program';

const connected = (brokers: readonly string[]) => new Kafka({ brokers: [...brokers], logLevel: logLevel.ERROR });

void runClient({
  async read({ brokers, topics, groupId, from, metadataMaxAgeMs }, stop) {
    const consumer = connected(brokers).consumer({ groupId, metadataMaxAge: metadataMaxAgeMs });
    const over = new Promise<void>((resolve, reject) => {
      stop.addEventListener('abort', () => resolve());
      consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => (restart ? undefined : reject(error)));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: from === 'earliest' });
    await consumer.run({
      eachMessage: ({ topic, partition, message: { offset, value, headers = {} } }) => {
        const list = Object.entries(headers).flatMap(([name, values]) =>
          [values].flat().map((value) => [name, value === undefined ? null : Buffer.from(value)] as const),
        );
        took(topic, partition, offset, value, list);
        return Promise.resolve();
      },
    });
    await over;
    await consumer.disconnect();
  },
  async write({ brokers, topic }, lines) {
    // As its documentation has it for exactly once.
    const producer = connected(brokers).producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    await inLists(lines, async (list) => {
      const messages = list.map(({ partition, value, headers }) => ({
        partition,
        value,
        headers: Object.fromEntries(headers),
      }));
      const answers = await producer.send({ topic, messages });
      return answers.map(({ partition, baseOffset }) => [partition, Number(baseOffset)] as const);
    });
    await producer.disconnect();
  },
});
