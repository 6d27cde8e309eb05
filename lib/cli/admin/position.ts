import type { OffsetPosition } from '../../kafka';
import { parseOffset } from '../client/offsets';

/** What `--to` says of messages: a place that is the same question for each partition. */
export function parsePosition(given: string): OffsetPosition {
  const { from, before } = parseOffset(given);
  if (before === undefined && from === 'beginning' && !given.startsWith(':')) return 'earliest';
  if (from === 'end') return 'latest';
  if (before === undefined && typeof from === 'object') {
    if ('timestamp' in from) return from;
    if ('offset' in from && typeof from.offset === 'number') return { offset: from.offset };
  }
  throw new Error('no such place');
}

/** @returns what is wrong with it, if anything is */
export function positionFaults(verb: string, given: string | undefined): readonly string[] {
  const allowed = 'start, end, an offset, or @TIME (milliseconds, ISO 8601, or such as @-1h)';
  if (given === undefined) return [`${verb} needs --to: ${allowed}`];
  try {
    parsePosition(given);
    return [];
  } catch {
    return [`--to must be ${allowed}, but "${given}" was given`];
  }
}
