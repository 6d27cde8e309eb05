import type { Client } from '../client/client';
import { LATEST, listOffsets } from '../client/list-offsets';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import type { ReadOptions, Start } from './options';

/**
 * What an offset means that is one for all partitions: one that ends before it begins at its end, and keeps none of the others from
 * being read. Where no partition has the offset it stays what was asked, which is refused.
 */
export async function startInEach(
  client: Client,
  partitions: readonly number[],
  { topic, from = 'beginning', before, isolation = 'read_committed', signal }: ReadOptions,
): Promise<Start> {
  if (typeof from !== 'object' || !('offset' in from) || typeof from.offset !== 'number') return from;
  if (before !== undefined || partitions.length < 2) return from;
  const asked = from.offset;
  const queries = partitions.map((partition) => ({ topic, partition, timestamp: LATEST }));
  const found = await listOffsets(client, queries, isolation, CONTROL, signal);
  // One that does not answer is asked again when it is read.
  const ends = found.map((end) => (end instanceof KafkaError ? asked : end.offset));
  if (ends.every((end) => end < asked)) return from;
  const offset = Object.fromEntries(partitions.map((partition, index) => [partition, Math.min(asked, ends[index]!)]));
  for (const [index, end] of ends.entries()) {
    if (end >= asked) continue;
    const place = { topic, partition: partitions[index], asked, goesOnAt: end };
    client.log({ level: 'warn', message: 'a partition ends before the offset that was asked for', ...place });
  }
  return { offset };
}
