// Here: `npm run consume`. In Kubernetes: `kubectl create job consume --from=cronjob/consume`.
import 'kafka-streaming/plain-errors';
import { clientsOf } from 'kafka-streaming/kafka';
import { clusters } from '../cluster';

const { consumer, topics } = clientsOf(clusters['my-kafka']);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

async function main(): Promise<void> {
  const options = { group: 'greeted', until: 'caught-up', signal: stop.signal } as const;
  for await (const { value } of consumer(topics.greetings, options)) {
    console.log(value); // It is committed when the loop asks for the next one.
  }
}

void main();
