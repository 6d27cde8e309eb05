import type { ReadOptions, Start } from '../../kafka';

/** Which offsets of a topic: what `-o` says. */
export type OffsetRange = Pick<ReadOptions, 'from' | 'until' | 'before'>;

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * rpk's words: `start`, `end`, `+N` after the beginning, `-N` before the end, `N`, `N:M` (without M), `:M`, `:end`,
 * `@TIME` (milliseconds, ISO 8601, or `-1h` ago).
 */
export function parseOffset(given: string): OffsetRange {
  if (given === 'start' || given === 'beginning' || given === 'earliest') return { from: 'beginning' };
  if (given === 'end' || given === 'latest') return { from: 'end', until: 'never' };
  if (given === ':end') return { from: 'beginning', until: 'caught-up' };
  if (given.startsWith('@')) return { from: { timestamp: time(given.slice(1)) } };
  const match = /^(?<sign>[+-])?(?<from>\d+)$|^(?<first>\d*):(?<next>\d+|end)$/.exec(given)?.groups;
  if (!match) throw new Error('must be start, end, N, +N, -N, N:M, :M, :end or @TIME');
  if (match.from !== undefined) return { from: single(match.sign, Number(match.from)) };
  const from = match.first ? { offset: Number(match.first) } : 'beginning';
  if (match.next === 'end') return { from, until: 'caught-up' };
  if (Number(match.first) >= Number(match.next)) throw new Error('must be N:M with N less than M');
  return { from, before: Number(match.next) };
}

function single(sign: string | undefined, value: number): Start {
  if (sign === '+') return { skip: value };
  return sign === '-' ? { last: value } : { offset: value };
}

function time(given: string): number {
  const ago = /^-(\d+)([smhd])$/.exec(given);
  if (ago) return sinceEpoch(Date.now() - Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS]);
  const at = /^\d+$/.test(given) ? Number(given) : Date.parse(given);
  if (Number.isNaN(at))
    throw new Error('must be a time after @: milliseconds since 1970, an ISO 8601 date, or such as -1h');
  return sinceEpoch(at);
}

/** No message is older; and to Kafka -1 is no time, but the end. */
const sinceEpoch = (time: number): number => Math.max(0, time);
