import {
  CompressionTypes,
  KafkaJSNonRetriableError,
  type ProducerBatch,
  type ProducerRecord,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import { topicNameFault } from '../cluster';
import type { Delivery, Message, ProducerOptions } from '../kafka';
import { kafkaJsError, protocolError } from './errors';
import type { Outcome, Sent, Take } from './intake';
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

/** @throws {KafkaJSNonRetriableError} and {KafkaJSProtocolError} as kafkajs does, before anything is sent */
export function requireTopicMessages(topicMessages: readonly Partial<TopicMessages>[]): void {
  if (topicMessages.some(({ topic }) => !topic)) throw new KafkaJSNonRetriableError('Invalid topic');
  for (const { topic, messages } of topicMessages) {
    const fault = topicNameFault(topic!);
    if (fault !== undefined) throw protocolError('INVALID_TOPIC_EXCEPTION', new Error(fault));
    if (!messages) throw new KafkaJSNonRetriableError(`Invalid messages array [${messages}] for topic "${topic}"`);
    const without = messages.find(({ value }) => (value as unknown) === undefined);
    if (without) {
      const text = `Invalid message without value for topic "${topic}": ${JSON.stringify(without)}`;
      throw new KafkaJSNonRetriableError(text);
    }
  }
}

/**
 * Sends all, and settles when each has its outcome.
 * @returns of each partition where the first one is stored
 * @throws that of the first message that is not stored, as kafkajs would. Of several, `stored` says what is all the same, and
 * `failed` how many are not
 */
export async function sendAll(topicMessages: readonly TopicMessages[], take: Take): Promise<RecordMetadata[]> {
  const failures: Error[] = [];
  const firsts = new Map<string, Firsts>();
  let pending = topicMessages.reduce((sum, { messages }) => sum + messages.length, 0);
  if (pending === 0) return [];
  await new Promise<void>((resolve, reject) => {
    const sent = topicMessages.map(({ topic, messages }): Sent => {
      const first = firsts.get(topic) ?? new Firsts(topic);
      firsts.set(topic, first);
      const report = (outcome: Outcome): void => {
        if (outcome.outcome === 'acked') first.keep(outcome);
        else failures.push(outcome.error);
        if (--pending === 0) resolve();
      };
      return { messages: messagesOf(topic, messages), report };
    });
    take(sent).catch(reject);
  });
  const topics = [...firsts.values()].sort((one, other) => one.topic.localeCompare(other.topic));
  const stored = topics.flatMap((first) => first.metadata());
  if (failures.length === 0) return stored;
  throw Object.assign(kafkaJsError(failures[0]), { stored, failed: failures.length });
}

function* messagesOf(topic: string, messages: TopicMessages['messages']): Iterable<Message> {
  for (const message of messages) yield messageOf(topic, message);
}

type Acked = Extract<Delivery, { readonly outcome: 'acked' }>;

/** Where the first message of each partition of a topic is stored. */
class Firsts {
  readonly #byPartition: Acked[] = [];

  constructor(readonly topic: string) {}

  keep(stored: Acked): void {
    const known = this.#byPartition[stored.partition];
    if (!known || stored.offset < known.offset) this.#byPartition[stored.partition] = stored;
  }

  /** By their partitions; those of which there is none are left out. */
  metadata(): RecordMetadata[] {
    return this.#byPartition.filter(Boolean).map(({ partition, offset, appended }) => ({
      topicName: this.topic,
      partition,
      errorCode: 0,
      baseOffset: `${offset}`,
      logAppendTime: `${appended!.timestamp}`,
      logStartOffset: `${appended!.logStartOffset}`,
    }));
  }
}
