import { KafkaError } from '../protocol/errors';
import { RefusedError, type ProtocolError } from '../protocol/protocol-error';
import type { Tracked } from './tracked';
import { UnreadableBatchError } from '../protocol/unreadable-batch';

export const unknownTopic = (topic: string): KafkaError =>
  new KafkaError('UNKNOWN_TOPIC', `there is no topic "${topic}"`, { topic });

/** What a leader says of one partition. */
export function refusal(
  { topic, partition, offset = 0 }: Tracked,
  { type, message }: ProtocolError,
  broker: number,
): KafkaError {
  const [text, place] = [`${topic}/${partition}: ${message}`, { topic, partition, broker }];
  // What a broker finds damaged, it will find damaged again.
  if (type === 'CORRUPT_MESSAGE')
    return new UnreadableBatchError(
      new KafkaError('UNREADABLE_BATCH', `${text} (told by broker ${broker})`, place),
      offset,
      undefined,
    );
  // Where the log begins and ends is asked next.
  const isRange = type === 'OFFSET_OUT_OF_RANGE';
  return isRange
    ? new KafkaError('NO_ANSWER', text, place)
    : new RefusedError({ type, message, retriable: false }, text, place);
}

/**
 * Why reading is given up when it is: of all partitions nothing could be read for `deadlineMs`, and either no broker answered
 * anything for as long, or all have an end that is waited for. One that has no leader is otherwise waited for without an end.
 * @param answeredAt when a broker last answered anything
 */
export function gaveUp(
  all: readonly Tracked[],
  now: number,
  answeredAt: number,
  deadlineMs: number,
): KafkaError | undefined {
  const isSilent = now - answeredAt >= deadlineMs;
  const isGivenUp = ({ isBounded, failing }: Tracked) => (isBounded || isSilent) && failing.forMs(now) >= deadlineMs;
  if (all.length === 0 || !all.every(isGivenUp)) return undefined;
  const { topic, partition, failing } = all[0]!;
  const text = `${topic}/${partition} could not be read for ${deadlineMs / 1000} s: ${failing.reason}`;
  return new KafkaError('CANNOT_CONNECT', text, { topic, partition });
}
