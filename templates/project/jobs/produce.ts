// Here: `npm run produce`. In Kubernetes: `kubectl create job produce --from=cronjob/produce`.
import 'kafka-streaming/plain-errors';
import { clientsOf } from 'kafka-streaming/kafka';
import { clusters } from '../cluster';

const { producer, topics } = clientsOf(clusters['my-kafka']);
const count = Number(process.env.MESSAGE_COUNT ?? 30);

async function main(): Promise<void> {
  const greetings = producer(topics.greetings);
  const numbers = Array.from({ length: count }, (_, n) => n);
  await greetings.sendAll(numbers.map((n) => ({ key: `${n % 10}`, value: `Hello for the ${n + 1}. time` })));
  await greetings.close();
  console.log(`${count} greetings are stored`);
}

void main();
