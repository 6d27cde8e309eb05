'use strict';
// A member that works for MINUTES while all that a program may do to it goes on: others join and leave, partitions are paused, read
// again, left and taken anew. Prints what each round left behind, in bytes after a collection and in handles that are open.
const { setTimeout: delay } = require('node:timers/promises');
const { Kafka, logLevel } = require('kafkajs');

const { BROKERS, TOPIC, MINUTES } = process.env;
const kafka = new Kafka({ clientId: 'soak', brokers: BROKERS.split(','), logLevel: logLevel.NOTHING });
const groupId = `soak of ${TOPIC}`;
const warnings = [];
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));

let received = 0;
let isOver = false;
const run = { partitionsConsumedConcurrently: 2, eachMessage: async () => void received++ };

async function member() {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, sessionTimeout: 10_000, heartbeatInterval: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
  await joined(consumer);
  return consumer;
}

async function joined(consumer) {
  let off;
  const join = new Promise((resolve) => (off = consumer.on(consumer.events.GROUP_JOIN, resolve)));
  await consumer.run(run);
  await join;
  off();
}

async function untilReceived(more) {
  const goal = received + more;
  while (received < goal) await delay(20);
}

async function produce(producer) {
  const messages = Array.from({ length: 100 }, (_, n) => ({ key: `${n}`, value: 'x'.repeat(100) }));
  while (!isOver) {
    await producer.send({ topic: TOPIC, messages });
    await delay(50);
  }
}

async function round(consumer) {
  const other = await member();
  await untilReceived(200);
  consumer.pause([{ topic: TOPIC }]);
  other.pause([{ topic: TOPIC, partitions: [0, 1] }]);
  await delay(100);
  consumer.resume([{ topic: TOPIC }]);
  other.resume([{ topic: TOPIC, partitions: [0, 1] }]);
  const admin = kafka.admin();
  await admin.connect();
  for (const { partition, high } of await admin.fetchTopicOffsets(TOPIC)) {
    consumer.seek({ topic: TOPIC, partition, offset: `${Math.max(0, Number(high) - 20)}` });
  }
  await admin.disconnect();
  await untilReceived(200);
  await other.disconnect();
  await consumer.stop();
  await joined(consumer);
  await untilReceived(200);
}

async function main() {
  const until = Date.now() + Number(MINUTES) * 60_000;
  const producer = kafka.producer();
  await producer.connect();
  const producing = produce(producer);
  const consumer = await member();
  const rounds = [];
  while (Date.now() < until) {
    await round(consumer);
    globalThis.gc();
    const { rss, heapUsed } = process.memoryUsage();
    rounds.push({ rss, heapUsed, handles: process.getActiveResourcesInfo().length });
  }
  isOver = true;
  await producing;
  await producer.disconnect();
  await consumer.disconnect();
  console.log(JSON.stringify({ rounds, received, warnings }));
}

void main();
