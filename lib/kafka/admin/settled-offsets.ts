import { delay } from '../async';
import type { Client } from '../client/client';
import { listOffsets, type FoundOffset, type OffsetQuery } from '../client/list-offsets';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';

/** A leader that has just been elected, or is about to be, does not tell its offsets yet. */
const SETTLE_MS = 3000;
const RETRY_MS = 50;

/**
 * Asks the leaders of partitions, and for a short while again those that have one and do not tell: an election is soon over.
 * @returns in the order of `queries`; undefined where nobody tells, as of a partition without a leader
 */
export async function settledOffsets(
  client: Client,
  queries: readonly OffsetQuery[],
  signal: AbortSignal | undefined,
): Promise<(FoundOffset | undefined)[]> {
  const end = performance.now() + SETTLE_MS;
  const found = await listOffsets(client, queries, 'read_uncommitted', CONTROL, signal);
  const isSoonTold = (index: number): boolean => {
    const [{ topic, partition }, answer] = [queries[index]!, found[index]];
    return answer instanceof KafkaError && answer.retriable && client.partition(topic, partition)?.leader !== undefined;
  };
  for (;;) {
    const again = [...queries.keys()].filter(isSoonTold);
    if (again.length === 0 || performance.now() >= end) break;
    await delay(RETRY_MS, signal);
    await client.refresh(signal).catch(() => undefined);
    signal?.throwIfAborted();
    const asked = again.map((index) => queries[index]!);
    const answers = await listOffsets(client, asked, 'read_uncommitted', CONTROL, signal);
    for (const [at, index] of again.entries()) found[index] = answers[at]!;
  }
  return found.map((one) => (one instanceof KafkaError ? undefined : one));
}
