import { KafkaJSNonRetriableError } from 'kafkajs';

/** Of a place in a partition, as programs give it: what kafkajs refuses at once. @returns the offset */
export function requirePlace({
  topic,
  partition,
  offset,
}: {
  readonly topic?: string;
  readonly partition?: number;
  readonly offset?: string;
}): number {
  if (!topic) throw new KafkaJSNonRetriableError(`Invalid topic ${topic}`);
  if (isNaN(Number(partition))) {
    throw new KafkaJSNonRetriableError(`Invalid partition, expected a number received ${partition}`);
  }
  const given = Number(offset);
  if (offset === undefined || offset === '' || !Number.isInteger(given)) {
    throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${offset}`);
  }
  return given;
}
