import type { MessageBatch, ReceivedMessage } from '../message';
import { storedBatches } from '../protocol/records/stored-batch';
import type { FetchedPartition, Isolation } from '../protocol/requests/fetch';
import { committed } from './committed';

/** What a partition answered: where it goes on is known at once, its messages are decoded when they are asked for. */
export interface FetchedBatch {
  readonly nextOffset: number;
  readonly decode: () => Promise<MessageBatch>;
}

/**
 * @param offset that was asked for; the first batch may begin before it
 * @param end nothing from there on is wanted
 * @returns undefined if nothing came
 */
export function fetchedBatch(
  fetched: FetchedPartition,
  isolation: Isolation,
  offset: number,
  end: number,
): FetchedBatch | undefined {
  const { topic, partition } = fetched;
  const stored = storedBatches(fetched.records);
  const last = stored.at(-1);
  if (!last) return undefined;
  const isCommitted = isolation === 'read_committed';
  const nextOffset = Math.min(last.lastOffset + 1, end);
  const isWanted = (message: ReceivedMessage) => message.offset >= offset && message.offset < end;
  const isWholeWanted = stored[0]!.firstOffset >= offset && last.lastOffset < end;
  return {
    nextOffset,
    decode: async () => {
      const batches = committed(stored, isCommitted ? fetched.aborted : []);
      const messages = (await Promise.all(batches.map((batch) => batch.decode(partition)))).flat();
      return {
        topic,
        partition,
        messages: isWholeWanted ? messages : messages.filter(isWanted),
        nextOffset,
        endOffset: isCommitted ? fetched.lastStableOffset : fetched.highWatermark,
      };
    },
  };
}
