import type { MessageBatch, ReceivedMessage } from '../message';
import { damaged, storedBatches } from '../protocol/records/stored-batch';
import type { FetchedPartition } from '../protocol/requests/fetch';
import type { UnreadableBatchError } from '../protocol/unreadable-batch';
import { committed } from './committed';
import type { FetchOptions } from './options';
import { readBatch } from './read-batch';
import type { Tracked } from './tracked';

/** What a partition answered: where it goes on is known at once, its messages are decoded when they are asked for. */
export interface FetchedBatch {
  readonly nextOffset: number;
  /** Of the last message. */
  readonly leaderEpoch: number;
  /** @throws {UnreadableBatchError} if it begins with what cannot be read */
  readonly decode: () => Promise<DecodedBatch>;
}

export interface DecodedBatch {
  readonly batch: MessageBatch;
  /** Why reading ends behind it. */
  readonly failure: UnreadableBatchError | undefined;
}

type Options = Required<Pick<FetchOptions, 'isolation' | 'checkCrcs' | 'maxBatchBytes' | 'onUnreadable'>>;

/**
 * @param broker that sent it
 * @returns undefined if nothing came
 */
export function fetchedBatch(
  fetched: FetchedPartition,
  broker: number,
  { topic, partition, topicId, offset: asked, end }: Tracked,
  options: Options,
): FetchedBatch | undefined {
  const offset = asked!;
  const place = { topic, partition, offset, broker };
  const whole = storedBatches(fetched.records, place);
  const last = whole.at(-1);
  if (!last) return undefined;
  const stored = last.lastOffset < end ? whole : whole.filter(({ firstOffset }) => firstOffset < end);
  // A leader notes where its log ends before it reads it: what comes may lie beyond that.
  if (last.lastOffset < offset) throw damaged(place, `only batches up to offset ${last.lastOffset} came`);
  const isCommitted = options.isolation === 'read_committed';
  const nextOffset = Math.min(last.lastOffset + 1, end);
  // The first batch may begin before the offset that was asked for.
  const isWanted = (message: ReceivedMessage) => message.offset >= offset && message.offset < end;
  const isWholeWanted = whole[0]!.firstOffset >= offset && last.lastOffset < end;
  return {
    nextOffset,
    leaderEpoch: last.leaderEpoch,
    decode: async () => {
      const data = new Set(committed(stored, isCommitted ? fetched.aborted : []));
      const all = await Promise.all(
        stored.map((batch) =>
          readBatch(batch, place, { isData: data.has(batch), isFollowed: batch !== last, ...options }),
        ),
      );
      const failed = all.findIndex(({ failure }) => failure);
      const failure = all[failed]?.failure;
      if (failed === 0) throw failure!;
      // What is whole before it is handed out first.
      const read = failure ? all.slice(0, failed) : all;
      // `flat` takes longer than all else that is done to a short message here.
      const messages = ([] as ReceivedMessage[]).concat(...read.map((one) => one.messages));
      const unreadable = read.flatMap((one) => one.unreadable ?? []);
      const batch = {
        topic,
        partition,
        topicId,
        messages: isWholeWanted ? messages : messages.filter(isWanted),
        ...(unreadable.length > 0 ? { unreadable } : {}),
        nextOffset: failure?.offset ?? nextOffset,
        endOffset: Math.max(nextOffset, isCommitted ? fetched.lastStableOffset : fetched.highWatermark),
        leaderEpoch: stored[read.length - 1]!.leaderEpoch,
      };
      return { batch, failure };
    },
  };
}
