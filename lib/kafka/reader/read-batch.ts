import type { ReceivedMessage, Unreadable } from '../message';
import { KafkaError, messageOf } from '../protocol/errors';
import { damaged, type Place, type StoredBatch } from '../protocol/records/stored-batch';
import { UnreadableBatchError } from '../protocol/unreadable-batch';
import type { FetchOptions } from './options';

/** Messages of a batch, or why there are none. */
export interface ReadBatch {
  readonly messages: readonly ReceivedMessage[];
  readonly unreadable?: Unreadable;
  /** If that ends reading. */
  readonly failure?: UnreadableBatchError;
}

interface Options extends Required<Pick<FetchOptions, 'checkCrcs' | 'maxBatchBytes' | 'onUnreadable'>> {
  /** Whether its records are messages that are wanted. */
  readonly isData: boolean;
  /** Whether the next one came too, whose first offset tells how far this one reaches. */
  readonly isFollowed: boolean;
}

/** @param place where it was asked for */
export async function readBatch(batch: StoredBatch, place: Place, options: Options): Promise<ReadBatch> {
  try {
    if (options.checkCrcs) batch.check(place);
    return { messages: options.isData ? await decoded(batch, place, options.maxBatchBytes) : [] };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const { firstOffset: offset, lastOffset } = batch;
    const { topic, partition } = place;
    const unreadable = { topic, partition, offset, lastOffset, reason: error.message };
    // Only what is known to reach so far can be left out: by the next one, or by the number of its records.
    const isWhole = options.isFollowed || batch.count === lastOffset - offset + 1;
    if (isWhole && options.onUnreadable !== 'fail') return { messages: [], unreadable };
    const failure = new UnreadableBatchError(error, offset, isWhole ? lastOffset + 1 : undefined);
    return { messages: [], unreadable, failure };
  }
}

/** @throws {KafkaError} `UNREADABLE_BATCH` with its place */
const decoded = (batch: StoredBatch, place: Place, maxBytes: number): Promise<ReceivedMessage[]> =>
  batch.decode(place.partition, maxBytes).catch((error: unknown) => {
    throw damaged({ ...place, offset: batch.firstOffset }, messageOf(error));
  });
