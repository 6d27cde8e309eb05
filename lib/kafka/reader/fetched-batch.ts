import type { MessageBatch, ReceivedMessage } from '../message';
import { damaged, storedBatches, type StoredBatch } from '../protocol/records/stored-batch';
import type { FetchedPartition } from '../protocol/requests/fetch';
import { messageOf } from '../protocol/errors';
import { committed } from './committed';
import type { FetchOptions } from './options';
import type { Tracked } from './tracked';

/** What a partition answered: where it goes on is known at once, its messages are decoded when they are asked for. */
export interface FetchedBatch {
  readonly nextOffset: number;
  /** Of the last message. */
  readonly leaderEpoch: number;
  readonly decode: () => Promise<MessageBatch>;
}

type Options = Required<Pick<FetchOptions, 'isolation' | 'checkCrcs' | 'maxBatchBytes'>>;

/** undefined if nothing came */
export function fetchedBatch(
  fetched: FetchedPartition,
  { topic, partition, topicId, offset: asked, end }: Tracked,
  { isolation, checkCrcs, maxBatchBytes }: Options,
): FetchedBatch | undefined {
  const offset = asked!;
  const place = { topic, partition, offset };
  const whole = storedBatches(fetched.records, place);
  const last = whole.at(-1);
  if (!last) return undefined;
  const stored = last.lastOffset < end ? whole : whole.filter(({ firstOffset }) => firstOffset < end);
  // A leader notes where its log ends before it reads it: what comes may lie beyond that.
  if (last.lastOffset < offset) throw damaged(place, `only batches up to offset ${last.lastOffset} came`);
  const isCommitted = isolation === 'read_committed';
  const nextOffset = Math.min(last.lastOffset + 1, end);
  // The first batch may begin before the offset that was asked for.
  const isWanted = (message: ReceivedMessage) => message.offset >= offset && message.offset < end;
  const isWholeWanted = whole[0]!.firstOffset >= offset && last.lastOffset < end;
  const { leaderEpoch } = last;
  return {
    nextOffset,
    leaderEpoch,
    decode: async () => {
      if (checkCrcs) for (const batch of stored) batch.check(place);
      const batches = committed(stored, isCommitted ? fetched.aborted : []);
      const decode = (batch: StoredBatch) =>
        batch.decode(partition, maxBatchBytes).catch((error: unknown) => {
          throw damaged({ ...place, offset: batch.firstOffset }, messageOf(error));
        });
      // `flat` takes longer than all else that is done to a short message here.
      const messages = ([] as ReceivedMessage[]).concat(...(await Promise.all(batches.map(decode))));
      return {
        topic,
        partition,
        topicId,
        messages: isWholeWanted ? messages : messages.filter(isWanted),
        nextOffset,
        endOffset: Math.max(nextOffset, isCommitted ? fetched.lastStableOffset : fetched.highWatermark),
        leaderEpoch,
      };
    },
  };
}
