import type { Client } from '../../../kafka';
import type { SearchEnd, SearchLine } from '../../api';
import { boundsOf, type Place } from './bounds';
import { LISTED_BYTES, messageRow } from './content';
import { predicate, type Filter } from './filter';
import { cursorOf, isExhausted, laneOf, takeNext, takeRange, type Lane } from './lanes';
import { readRanges } from './read-ranges';

export interface Search {
  readonly topic: string;
  readonly place: Place;
  readonly filter: Filter;
  /** Most messages that are found. */
  readonly limit: number;
  /** Most messages that are looked at. */
  readonly depth: number;
}

/** Of all partitions together, so that no search holds more: with a filter, where most of what is read is thrown away. */
const MAX_CHUNK = 20_000;
const PROGRESS_MS = 200;

/**
 * Reads a topic from its newest message back, or from a place on, all partitions by their times, and finds what the filter lets
 * through. Reads no more than it needs for that, and says how far it is.
 */
export async function* search(
  client: Client,
  { topic, place, filter, limit, depth }: Search,
  signal: AbortSignal,
): AsyncGenerator<SearchLine, void, undefined> {
  const { order } = place;
  const isWanted = predicate(filter);
  const lanes = (await boundsOf(client, topic, place, signal)).map((bounds) => laneOf(bounds, order));
  const of = lanes.reduce((sum, { low, high }) => sum + high - low, 0);
  let [searched, found, toldAt] = [0, 0, performance.now()];
  const end = (): SearchEnd | undefined =>
    found >= limit ? 'limit' : searched >= depth ? 'depth' : lanes.every(isEmpty) ? 'all' : undefined;

  // Of a partition that may have more, the next must be known, or another's message would come before it.
  const fill = async (chunk: number): Promise<void> => {
    const ranges = lanes.filter((lane) => lane.waiting.length === 0).map((lane) => takeRange(lane, order, chunk));
    const byPartition = new Map(lanes.map((lane) => [lane.partition, lane]));
    for await (const message of readRanges(client, topic, ranges, signal)) {
      const { partition, offset, timestamp } = message;
      const row = isWanted && !isWanted(message) ? undefined : messageRow(message, LISTED_BYTES);
      byPartition.get(partition)!.waiting.push({ partition, offset, timestamp, row });
    }
    // An empty range is done with: what is in it, markers and holes, is nothing.
    for (const { partition, low, high } of ranges) {
      const lane = byPartition.get(partition)!;
      if (order === 'newest') lane.waiting.reverse();
      if (lane.waiting.length === 0) lane.position = order === 'newest' ? low : high;
    }
  };

  const share = Math.ceil(MAX_CHUNK / Math.max(1, lanes.length));
  let chunk = Math.min(share, isWanted ? 500 : Math.max(10, Math.ceil((2 * limit) / Math.max(1, lanes.length))));
  for (;;) {
    const ended = end();
    if (ended !== undefined) {
      yield { searched, found, of };
      yield { end: ended, next: cursorOf(lanes) };
      return;
    }
    while (lanes.some((lane) => lane.waiting.length === 0 && !isExhausted(lane))) {
      if (signal.aborted) return;
      await fill(chunk);
      chunk = Math.min(share, chunk * 2);
    }
    const next = takeNext(lanes, order);
    if (!next) continue;
    searched++;
    if (next.row) {
      found++;
      yield { message: next.row };
    }
    if (performance.now() - toldAt > PROGRESS_MS) {
      toldAt = performance.now();
      yield { searched, found, of };
    }
  }
}

const isEmpty = (lane: Lane): boolean => lane.waiting.length === 0 && isExhausted(lane);
