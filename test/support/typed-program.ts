import { consumer, producer, topics } from 'kafka-streaming/kafka';

/** What docs/clients.md shows: one message there and back. */
async function main(): Promise<void> {
  const greetings = producer(topics.test);
  await greetings.send({ key: 'greeting', value: 'hello, world' });
  await greetings.close();
  for await (const { value } of consumer(topics.test, { group: 'greeted', count: 1 })) {
    process.stdout.write(`${value}\n`);
  }
}

void main();
