import type { Log } from '../log';
import { KafkaError } from '../protocol/errors';
import type { OffsetReset } from './options';

/** Where a log begins, and where its next message goes. */
export interface Bounds {
  readonly first: number;
  readonly next: number;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}

/**
 * Where to go on from a position that was read up to before. This is what a position beyond the end means, everywhere.
 * @param next where the log ends, messages of open transactions included
 * @throws {KafkaError} `OFFSET_OUT_OF_RANGE` when it lies beyond the end and `offsetReset` is `fail`
 */
export function resumeAt(
  { topic, partition }: Place,
  position: number,
  { first, next }: Bounds,
  offsetReset: OffsetReset,
  log: Log,
): number {
  if (position < first) {
    const deleted = { topic, partition, from: position, to: first - 1 };
    log({ level: 'warn', message: 'messages were deleted before they were read', ...deleted });
    return first;
  }
  if (position <= next) return position;
  if (offsetReset === 'fail') throw outOfRange({ topic, partition }, position, { first, next });
  const offset = offsetReset === 'earliest' ? first : next;
  log({ level: 'warn', message: 'a position lies beyond the end', topic, partition, position, goesOnAt: offset });
  return offset;
}

export function outOfRange({ topic, partition }: Place, position: number, { first, next }: Bounds): KafkaError {
  const has = first < next ? `has the offsets ${first} to ${next - 1}` : `is empty, its next offset is ${next}`;
  const text = `${topic}/${partition} ${has}, but reading from ${position} was asked`;
  return new KafkaError('OFFSET_OUT_OF_RANGE', text, { topic, partition });
}

/**
 * Where to go on when the log was truncated below a position: messages that were read are not in it any more.
 * @param end up to where it is still the log that was read; undefined if that is not known
 * @throws {KafkaError} `LOG_TRUNCATED` when `offsetReset` is `fail`
 */
export function afterTruncation(
  { topic, partition }: Place,
  position: number,
  end: number | undefined,
  offsetReset: OffsetReset,
  log: Log,
): number | 'earliest' | 'latest' {
  if (offsetReset === 'fail') {
    const from = end === undefined ? 'some' : `those from offset ${end}`;
    const text =
      `${topic}/${partition} lost messages that were read already, ${from} to ${position - 1}, by an unclean election: ` +
      'say by offsetReset where to go on';
    throw new KafkaError('LOG_TRUNCATED', text, { topic, partition });
  }
  const goesOnAt = end ?? offsetReset;
  log({ level: 'warn', message: 'a log was truncated below what was read', topic, partition, position, goesOnAt });
  return goesOnAt;
}
