// Here: `npm run produce`. In Kubernetes: `kubectl create job produce --from=cronjob/produce`.
import 'kafka-streaming/plain-errors';
import { kafka } from '../kafka';

const producer = kafka.producer();
const count = Number(process.env.MESSAGE_COUNT ?? 30);

async function main(): Promise<void> {
  await producer.connect();
  const numbers = Array.from({ length: count }, (_, n) => n);
  const messages = numbers.map((n) => ({ key: `${n % 10}`, value: `Hello for the ${n + 1}. time` }));
  await producer.send({ topic: 'greetings', messages });
  await producer.disconnect();
  console.log(`${count} greetings are stored`);
}

void main();
