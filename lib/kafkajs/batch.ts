import type { Batch, KafkaMessage } from 'kafkajs';
import type { MessageBatch } from '../kafka';
import { kafkaMessageOf } from './messages';

/** A batch as kafkajs hands it out. */
export function batchOf({ topic, partition, endOffset, nextOffset, messages }: MessageBatch, from: number): Batch {
  const left: KafkaMessage[] = [];
  for (const message of messages) if (message.offset >= from) left.push(kafkaMessageOf(message));
  const first = left[0]?.offset ?? null;
  // The log may hold what is no message behind the last one, such as the end of a transaction: it is done with it.
  const last = nextOffset - 1;
  const lag = (offset: number): string => `${Math.max(0, endOffset - 1 - offset)}`;
  return {
    topic,
    partition,
    highWatermark: `${endOffset}`,
    messages: left,
    isEmpty: () => left.length === 0,
    firstOffset: () => first,
    lastOffset: () => `${last}`,
    offsetLag: () => lag(last),
    offsetLagLow: () => lag(Number(first ?? last)),
  };
}
