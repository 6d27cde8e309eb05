'use strict';
// Consume, transform, produce: each price becomes one with tax, in the transaction that commits the offset it was read at.
const { Kafka, logLevel } = require('kafkajs');

const { BROKERS, INPUT, OUTPUT, COUNT } = process.env;
const kafka = new Kafka({ clientId: 'shop', brokers: BROKERS.split(','), logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: `taxes of ${INPUT}`, maxWaitTimeInMs: 100 });
const producer = kafka.producer({ transactionalId: `taxes of ${INPUT}`, idempotent: true, maxInFlightRequests: 1 });

async function main() {
  await consumer.connect();
  await producer.connect();
  await consumer.subscribe({ topics: [INPUT], fromBeginning: true });
  let done = 0;
  let failures = 1;
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachMessage: async ({ topic, partition, message }) => {
          const transaction = await producer.transaction();
          try {
            const value = `${Number(message.value) * 1.2}`;
            await transaction.send({ topic: OUTPUT, messages: [{ key: message.key, value }] });
            // Once it changes its mind: nothing of that is to be seen.
            if (done === 1 && failures-- > 0) throw new Error('the price was wrong');
            const offset = String(Number(message.offset) + 1);
            const topics = [{ topic, partitions: [{ partition, offset }] }];
            await transaction.sendOffsets({ consumerGroupId: `taxes of ${INPUT}`, topics });
            await transaction.commit();
          } catch (error) {
            await transaction.abort();
            throw error;
          }
          if (++done === Number(COUNT)) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  await producer.disconnect();
  const admin = kafka.admin();
  await admin.connect();
  console.log(JSON.stringify(await admin.fetchOffsets({ groupId: `taxes of ${INPUT}`, topics: [INPUT] })));
  await admin.disconnect();
}

void main();
