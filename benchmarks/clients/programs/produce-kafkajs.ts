import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { readPayloads } from '../workload';
import { contestant, keyOf } from './program';

const A_SEND = 1000;
const SENDERS = 4;

/** Plain kafkajs as it is mostly used: some sends at once, each over all partitions. The fastest way, and an unsafe one. */
void contestant(async ({ brokers, topic, messages, payloadFile }) => {
  const payloads = readPayloads(payloadFile);
  const startedAt = performance.now();
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  let next = 0;
  const sender = async () => {
    while (next < messages) {
      const batch = [];
      for (; batch.length < A_SEND && next < messages; next++) {
        batch.push({ key: keyOf(next), value: payloads[next % payloads.length]! });
      }
      await producer.send({ topic, messages: batch, acks: -1 });
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const elapsedMs = performance.now() - startedAt;
  await producer.disconnect();
  return { messages, elapsedMs };
});
