import { createRequire } from 'node:module';
import { sep } from 'node:path';
import type { Readable } from 'node:stream';
import { inLists, runClient, took } from './program';

/** What is used of `@platformatic/kafka`, which is installed apart: it needs a newer Node.js than the checkout does. */
interface Library {
  readonly Consumer: new (options: object) => {
    consume(options: object): Promise<Readable & { close(): Promise<void> }>;
    close(): Promise<void>;
  };
  readonly Producer: new (options: object) => {
    send(options: object): Promise<{ readonly offsets?: readonly { partition: number; offset: bigint }[] }>;
    close(): Promise<void>;
  };
}

interface Received {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly value: Buffer | null;
  readonly headerEntries: readonly (readonly [Buffer, Buffer])[];
}

const { Consumer, Producer } = createRequire(`${process.env['INSTALLED']!}${sep}`)('@platformatic/kafka') as Library;

const connection = (brokers: readonly string[]) => ({ clientId: 'comparison', bootstrapBrokers: [...brokers] });

void runClient({
  async read({ brokers, topics, groupId, from, metadataMaxAgeMs }, stop) {
    const consumer = new Consumer({ ...connection(brokers), groupId, metadataMaxAge: metadataMaxAgeMs });
    const options = { topics, mode: 'committed', fallbackMode: from, autocommit: true };
    const stream = await consumer.consume(options);
    stream.on('data', ({ topic, partition, offset, value, headerEntries }: Received) =>
      took(
        topic,
        partition,
        offset,
        value,
        headerEntries.map(([name, value]) => [String(name), value]),
      ),
    );
    await new Promise<void>((resolve, reject) => {
      stop.addEventListener('abort', () => resolve());
      stream.on('error', reject);
    });
    await stream.close();
    await consumer.close();
  },
  async write({ brokers, topic }, lines) {
    const producer = new Producer({ ...connection(brokers), idempotent: true });
    await inLists(lines, async (list) => {
      const messages = list.map(({ partition, value, headers }) => ({
        ...{ topic, partition, value: Buffer.from(value) },
        headers: new Map(headers.map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
      }));
      const { offsets = [] } = await producer.send({ messages });
      return offsets.map(({ partition, offset }) => [partition, Number(offset)] as const);
    });
    await producer.close();
  },
});
