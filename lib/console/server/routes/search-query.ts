import type { OffsetPosition } from '../../../kafka';
import type { Cursor } from '../../api';
import type { Place } from '../messages/bounds';
import type { Search } from '../messages/search';
import { Refusal } from '../refusal';
import { numberOf } from './context';

const MAX_LIMIT = 1000;
const LIMIT = 50;
const DEPTH = 1_000_000;

/**
 * What the address of a search says: `from` is `newest`, `oldest`, an offset `@17` or a time in milliseconds since 1970.
 * @throws {Refusal} `BAD_REQUEST`
 */
export function searchIn(query: URLSearchParams): Omit<Search, 'topic'> {
  const from = query.get('from') ?? 'newest';
  const limit = numberOf('limit', query.get('limit') ?? String(LIMIT));
  if (limit < 1 || limit > MAX_LIMIT) {
    throw new Refusal(400, 'BAD_REQUEST', `limit must be 1 to ${MAX_LIMIT}, but ${limit} was given`);
  }
  return {
    place: placeOf(from, query),
    filter: { key: query.get('key') ?? undefined, text: query.get('text') ?? undefined },
    limit,
    depth: numberOf('depth', query.get('depth') ?? String(DEPTH)),
  };
}

function placeOf(from: string, query: URLSearchParams): Place {
  const partitions = query.get('partitions');
  const cursor = query.get('cursor');
  return {
    order: from === 'newest' ? 'newest' : 'oldest',
    from: positionOf(from),
    ...(partitions && { partitions: partitions.split(',').map((each) => numberOf('partitions', each)) }),
    ...(cursor && { cursor: cursorOf(cursor) }),
  };
}

function positionOf(from: string): OffsetPosition | undefined {
  if (from === 'newest' || from === 'oldest') return undefined;
  return from.startsWith('@') ? { offset: numberOf('from', from.slice(1)) } : { timestamp: numberOf('from', from) };
}

/** `0:17,1:20` */
const cursorOf = (text: string): Cursor =>
  Object.fromEntries(
    text.split(',').map((each) => {
      const [partition = '', offset = ''] = each.split(':');
      return [numberOf('cursor', partition), numberOf('cursor', offset)];
    }),
  );
