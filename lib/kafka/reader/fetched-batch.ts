import type { MessageBatch, ReceivedMessage, Unreadable } from '../message';
import { damaged, storedBatches, type Place, type StoredBatch } from '../protocol/records/stored-batch';
import type { FetchedPartition } from '../protocol/requests/fetch';
import { KafkaError, messageOf } from '../protocol/errors';
import { committed } from './committed';
import type { FetchOptions } from './options';
import type { Tracked } from './tracked';
import { UnreadableBatchError } from '../protocol/unreadable-batch';

/** What a partition answered: where it goes on is known at once, its messages are decoded when they are asked for. */
export interface FetchedBatch {
  readonly nextOffset: number;
  /** Of the last message. */
  readonly leaderEpoch: number;
  readonly decode: () => Promise<MessageBatch>;
}

type Options = Required<Pick<FetchOptions, 'isolation' | 'checkCrcs' | 'maxBatchBytes' | 'onUnreadable'>>;

interface Failure {
  readonly what: Unreadable;
  readonly error: KafkaError;
  /** Whether it ends reading. */
  readonly isFatal: boolean;
  /** Whether it is known how far it reaches: only so can it be left out. */
  readonly isWhole: boolean;
}

/**
 * @param broker that sent it
 * @returns undefined if nothing came
 */
export function fetchedBatch(
  fetched: FetchedPartition,
  broker: number,
  { topic, partition, topicId, offset: asked, end }: Tracked,
  { isolation, checkCrcs, maxBatchBytes, onUnreadable }: Options,
): FetchedBatch | undefined {
  const offset = asked!;
  const place = { topic, partition, offset, broker };
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
      const data = new Set(committed(stored, isCommitted ? fetched.aborted : []));
      const failures: Failure[] = [];
      const read = async (batch: StoredBatch): Promise<readonly ReceivedMessage[]> => {
        try {
          if (checkCrcs) batch.check(place);
          return data.has(batch) ? await decoded(batch, place, maxBatchBytes) : [];
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error;
          const { firstOffset: offset, lastOffset } = batch;
          // Where the next one begins tells how far this one reaches, or the number of its records does.
          const isWhole = batch !== whole.at(-1) || batch.count === lastOffset - offset + 1;
          const isFatal = onUnreadable === 'fail' || !isWhole;
          failures.push({
            what: { topic, partition, offset, lastOffset, reason: error.message },
            error,
            isFatal,
            isWhole,
          });
          return [];
        }
      };
      // `flat` takes longer than all else that is done to a short message here.
      const messages = ([] as ReceivedMessage[]).concat(...(await Promise.all(stored.map(read))));
      failures.sort(({ what: one }, { what: other }) => one.offset - other.offset);
      const fatal = failures.find(({ isFatal }) => isFatal);
      if (fatal) {
        const { offset, lastOffset } = fatal.what;
        throw new UnreadableBatchError(fatal.error, offset, fatal.isWhole ? lastOffset + 1 : undefined);
      }
      const unreadable = failures.map(({ what }) => what);
      return {
        topic,
        partition,
        topicId,
        messages: isWholeWanted ? messages : messages.filter(isWanted),
        ...(unreadable.length > 0 ? { unreadable } : {}),
        nextOffset,
        endOffset: Math.max(nextOffset, isCommitted ? fetched.lastStableOffset : fetched.highWatermark),
        leaderEpoch,
      };
    },
  };
}

/** @throws {KafkaError} `UNREADABLE_BATCH` with its place */
const decoded = (batch: StoredBatch, place: Place, maxBytes: number): Promise<ReceivedMessage[]> =>
  batch.decode(place.partition, maxBytes).catch((error: unknown) => {
    throw damaged({ ...place, offset: batch.firstOffset }, messageOf(error));
  });
