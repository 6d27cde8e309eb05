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
import type { Report, Take } from './intake';
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
  const firsts = new Map<string, First>();
  const failures: Error[] = [];
  let pending = topicMessages.reduce((sum, { messages }) => sum + messages.length, 0);
  if (pending === 0) return [];
  await new Promise<void>((resolve, reject) => {
    const report: Report = ({ topic }, outcome) => {
      if (outcome.outcome === 'acked') keepFirst(firsts, { topic, ...outcome });
      else failures.push(outcome.error);
      if (--pending === 0) resolve();
    };
    take(messagesOf(topicMessages), report).catch(reject);
  });
  const stored = [...firsts.values()].sort(byPlace).map(recordMetadataOf);
  if (failures.length === 0) return stored;
  throw Object.assign(kafkaJsError(failures[0]), { stored, failed: failures.length });
}

type First = Acked & { readonly topic: string };
type Acked = Extract<Delivery, { readonly outcome: 'acked' }>;

function* messagesOf(topicMessages: readonly TopicMessages[]): Iterable<Message> {
  for (const { topic, messages } of topicMessages) for (const message of messages) yield messageOf(topic, message);
}

function keepFirst(firsts: Map<string, First>, stored: First): void {
  const place = `${stored.topic}/${stored.partition}`;
  const known = firsts.get(place);
  if (!known || stored.offset < known.offset) firsts.set(place, stored);
}

const byPlace = (one: First, other: First): number =>
  one.topic.localeCompare(other.topic) || one.partition - other.partition;

const recordMetadataOf = ({ topic, partition, offset, appended }: First): RecordMetadata => ({
  topicName: topic,
  partition,
  errorCode: 0,
  baseOffset: `${offset}`,
  logAppendTime: `${appended!.timestamp}`,
  logStartOffset: `${appended!.logStartOffset}`,
});
