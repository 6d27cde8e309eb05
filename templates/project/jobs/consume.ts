// Here: `npm run consume`. In Kubernetes: `kubectl create job consume --from=cronjob/consume`.
import 'kafka-streaming/plain-errors';
import { setTimeout } from 'node:timers/promises';
import { kafka } from '../kafka';

const topic = 'greetings';
const groupId = 'greeted';
const consumer = kafka.consumer({ groupId });
const admin = kafka.admin();
let isStopped = false;
process.once('SIGTERM', () => (isStopped = true));
// It starts again by itself where that may help.
consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || process.exit(1));

async function main(): Promise<void> {
  await consumer.connect();
  await admin.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      console.log(String(message.value)); // It is committed when its batch is done.
    },
  });
  while (!isStopped && (await unread()) > 0) await setTimeout(200);
  await consumer.disconnect();
  await admin.disconnect();
}

/** Of the messages that are there now, how many the group has not read: what goes on for ever need not ask. */
async function unread(): Promise<number> {
  const [of] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const read = new Map(of?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.reduce(
    (sum, { partition, low, high }) => sum + Number(high) - Math.max(Number(low), read.get(partition) ?? 0),
    0,
  );
}

void main();
