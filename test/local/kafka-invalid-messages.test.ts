import { randomInt } from 'node:crypto';
import { createProducer, read, type Delivery, type Message, type Producer } from '../../lib/kafka';
import { headerList } from '../../lib/kafka/protocol/records/headers';
import { KafkaFixture } from '../support/kafka-fixture';
import { MAX_REQUEST_BYTES, randomMessages } from '../support/random-messages';

jest.setTimeout(120_000);

const PARTITIONS = 3;
const COUNT = 10_000;
const kafka = new KafkaFixture({ brokers: 1 });

/** What becomes of a message: its delivery, or the code that it is refused with. */
type Outcome = Delivery | { readonly outcome: 'refused'; readonly code: unknown };

const refused = (error: unknown): Outcome => ({ outcome: 'refused', code: (error as { code?: unknown }).code });

/** By one way or the other, and without waiting for those before. */
function handOver(producer: Producer, message: Message, index: number): Promise<Outcome> {
  if (index % 3 !== 0) return producer.send(message).catch(refused);
  return new Promise((resolve) => {
    try {
      void producer.enqueue(message, resolve);
    } catch (error) {
      // Full: those who send wait for room in turn.
      const isFull = (error as { code?: unknown }).code === 'BUFFER_FULL';
      resolve(isFull ? producer.send(message).catch(refused) : refused(error));
    }
  });
}

const bytesOf = (field: string | Uint8Array | null | undefined) =>
  field === null || field === undefined ? null : Buffer.from(field as string).toString('hex');

/** All that is stored of a message, but the time where none was given. */
const content = ({ key, value, headers = [], timestamp }: Omit<Message, 'topic'>) =>
  JSON.stringify([
    bytesOf(key),
    bytesOf(value),
    headerList(headers).map(([name, text]) => [name, bytesOf(text)]),
    timestamp,
  ]);

describe('10,000 random messages, half of them wrong', () => {
  const ways = (['none', 'gzip', 'snappy', 'lz4'] as const).map(
    (compression) => [compression, randomInt(2 ** 32)] as const,
  );

  test.each(ways)(
    'have an outcome each, and the right ones are stored as they are: %s, seed %d',
    async (compression, seed) => {
      const topic = await kafka.freshTopic(PARTITIONS);
      const options = {
        compression,
        bufferBytes: 500_000,
        maxRequestBytes: MAX_REQUEST_BYTES,
        deliveryTimeoutMs: 60_000,
      };
      const producer = await createProducer(kafka.client, options);
      const messages = randomMessages(seed, COUNT, topic, PARTITIONS);
      const outcomes = await Promise.all(messages.map(({ message }, index) => handOver(producer, message, index)));
      expect(producer.pending).toBe(0);
      await producer.close();
      const wrong = outcomes.flatMap((found, index) => {
        const { fault } = messages[index]!;
        const isRight =
          fault === undefined
            ? found.outcome === 'acked'
            : fault === 'a partition that is not there'
              ? found.outcome === 'failed'
              : found.outcome === 'refused' && /INVALID_MESSAGE|MESSAGE_TOO_LARGE/.test(String(found.code));
        return isRight ? [] : [`${index}: ${fault}: ${JSON.stringify(found)}`];
      });
      expect(wrong).toEqual([]);
      const stored = new Map<string, Message | undefined>();
      for await (const batch of read(kafka.client, { topic }))
        for (const message of batch.messages) stored.set(`${batch.partition}/${message.offset}`, { topic, ...message });
      const good = messages.flatMap(({ message, fault }, index) =>
        fault === undefined ? [{ message, found: outcomes[index]! }] : [],
      );
      expect(stored.size).toBe(good.length);
      const altered = good.flatMap(({ message, found }) => {
        if (found.outcome !== 'acked') return [];
        const there = stored.get(`${found.partition}/${found.offset}`)!;
        const [is, was] = [content(there), content({ ...message, timestamp: message.timestamp ?? there.timestamp! })];
        return is === was ? [] : [{ is, was }];
      });
      expect(altered).toEqual([]);
    },
  );
});
