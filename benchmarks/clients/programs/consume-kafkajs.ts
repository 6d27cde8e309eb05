import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { contestant } from './program';

/** As its documentation has it for throughput: whole batches, those of three partitions at once. */
void contestant(async ({ brokers, topic, messages }) => {
  const startedAt = performance.now();
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: randomUUID() });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let firstAt: number | undefined;
  let lastAt = startedAt;
  let count = 0;
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const eachBatch = async ({ batch }: { batch: { messages: { key: Buffer | null; value: Buffer | null }[] } }) => {
      firstAt ??= performance.now();
      for (const { key, value } of batch.messages) bytes += (key?.length ?? 0) + (value?.length ?? 0);
      count += batch.messages.length;
      lastAt = performance.now();
      if (count >= messages) resolve();
      return Promise.resolve();
    };
    consumer.run({ partitionsConsumedConcurrently: 3, eachBatch }).catch(reject);
  });
  await consumer.disconnect();
  if (bytes === 0) throw new Error('nothing was read');
  return { messages: count, elapsedMs: lastAt - startedAt, fetchMs: lastAt - (firstAt ?? lastAt) };
});
