import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { allOffsets, EARLIEST, LATEST } from '../client/list-offsets';
import type { Isolation } from '../protocol/requests/fetch';

/**
 * Where to go on when the partition does not have an offset: at its beginning, if retention deleted what was to be read next.
 * @throws {KafkaError} `OFFSET_OUT_OF_RANGE` behind its end
 */
export async function reposition(
  client: Client,
  { topic, partition, offset }: { readonly topic: string; readonly partition: number; readonly offset: number },
  isolation: Isolation,
  purpose: string,
): Promise<number> {
  const find = async (timestamp: number): Promise<number> => {
    const [found] = await allOffsets(client, [{ topic, partition, timestamp }], isolation, purpose);
    return found!.offset;
  };
  const [first, next] = await Promise.all([find(EARLIEST), find(LATEST)]);
  if (offset > next) {
    const text = `${topic}/${partition} has the offsets ${first} to ${next - 1}, but reading from ${offset} was asked`;
    throw new KafkaError('OFFSET_OUT_OF_RANGE', text, { topic, partition });
  }
  const deleted = { topic, partition, from: offset, to: first - 1 };
  if (first > offset) client.log({ level: 'warn', message: 'messages were deleted before they were read', ...deleted });
  return Math.max(offset, first);
}
