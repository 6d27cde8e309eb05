import type { Client } from '../client/client';
import { messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { TopicMetadata } from '../client/metadata';
import { storedBatches } from '../protocol/records/stored-batch';
import { fetch, type FetchRequest } from '../protocol/requests/fetch';

const TIMEOUT_MS = 2000;

/**
 * The time of each partition's youngest batch, milliseconds since 1970; undefined if it is empty or offline. ListOffsets tells it
 * only from Kafka 3.0 on (KIP-734), so the batch itself is looked at.
 */
export const lastWrites = (
  client: Client,
  topic: TopicMetadata,
  nextOffsets: readonly (number | undefined)[],
  signal: AbortSignal | undefined,
): Promise<(number | undefined)[]> =>
  Promise.all(
    topic.partitions.map(async ({ partition, leader }, index) => {
      const nextOffset = nextOffsets[index];
      if (leader === undefined || nextOffset === undefined || nextOffset === 0) return undefined;
      try {
        const connection = await client.connection(leader, CONTROL, signal);
        const asked: FetchRequest = {
          isolation: 'read_uncommitted',
          maxWaitMs: 0,
          // A broker sends one batch whole, whatever the limit.
          maxBytes: 1,
          maxPartitionBytes: 1,
          topics: [{ name: topic.name, id: topic.id, partitions: [{ partition, offset: nextOffset - 1 }] }],
        };
        const { partitions } = await connection.send(fetch, asked, { timeoutMs: TIMEOUT_MS, signal });
        return storedBatches(partitions[0]!.records, { topic: topic.name, partition, offset: nextOffset - 1 }).at(-1)
          ?.maxTimestamp;
      } catch (error) {
        signal?.throwIfAborted();
        client.log({ level: 'debug', message: 'no last write', partition, reason: messageOf(error) });
        return undefined;
      }
    }),
  );
