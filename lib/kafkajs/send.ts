import {
  CompressionTypes,
  KafkaJSNonRetriableError,
  type ProducerBatch,
  type ProducerRecord,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import type { Delivery, Message, ProducerOptions } from '../kafka';
import { kafkaJsError } from './errors';
import { messageOf } from './messages';

export const COMPRESSIONS = {
  [CompressionTypes.None]: 'none',
  [CompressionTypes.GZIP]: 'gzip',
  [CompressionTypes.Snappy]: 'snappy',
  [CompressionTypes.LZ4]: 'lz4',
  [CompressionTypes.ZSTD]: 'zstd',
} satisfies Record<CompressionTypes, ProducerOptions['compression']>;

export const asBatch = ({ topic, messages, ...options }: ProducerRecord): ProducerBatch => ({
  ...options,
  topicMessages: [{ topic, messages }],
});

/** @throws {KafkaJSNonRetriableError} as kafkajs does, before anything is sent */
export function requireTopicMessages(topicMessages: readonly Partial<TopicMessages>[]): void {
  if (topicMessages.some(({ topic }) => !topic)) throw new KafkaJSNonRetriableError('Invalid topic');
  for (const { topic, messages } of topicMessages) {
    if (!messages) throw new KafkaJSNonRetriableError(`Invalid messages array [${messages}] for topic "${topic}"`);
    const without = messages.find(({ value }) => (value as unknown) === undefined);
    if (without) {
      const text = `Invalid message without value for topic "${topic}": ${JSON.stringify(without)}`;
      throw new KafkaJSNonRetriableError(text);
    }
  }
}

type Send = (message: Message) => Promise<Delivery>;

/**
 * Sends all, and settles when each has its outcome.
 * @returns of each partition where the first one is stored
 * @throws that of the first message that is not stored, as kafkajs would. Of several, `stored` says what is all the same, and
 * `failed` how many are not
 */
export async function sendAll(topicMessages: readonly TopicMessages[], send: Send): Promise<RecordMetadata[]> {
  const sent = topicMessages.flatMap(({ topic, messages }) =>
    messages.map(async (message) => ({ topic, ...(await outcome(() => send(messageOf(topic, message)))) })),
  );
  const byPlace = new Map<string, RecordMetadata & { baseOffset: string }>();
  const failures: Error[] = [];
  for (const delivery of await Promise.all(sent)) {
    if (delivery.outcome !== 'acked') failures.push(delivery.error);
    else {
      const { topic: topicName, partition, offset } = delivery;
      const known = byPlace.get(`${topicName}/${partition}`);
      if (known && Number(known.baseOffset) < offset) continue;
      const told = { topicName, partition, errorCode: 0, baseOffset: `${offset}`, logAppendTime: '-1' };
      byPlace.set(`${topicName}/${partition}`, told);
    }
  }
  const stored = [...byPlace.values()];
  if (failures.length === 0) return stored;
  throw Object.assign(kafkaJsError(failures[0]), { stored, failed: failures.length });
}

/** What was never accepted has no outcome, but is not stored either. */
async function outcome(deliver: () => Promise<Delivery>): Promise<Delivery | { outcome: 'failed'; error: Error }> {
  try {
    return await deliver();
  } catch (error) {
    return { outcome: 'failed', error: error as Error };
  }
}
