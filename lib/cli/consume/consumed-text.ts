import { grouped } from '../../cli-kit';

/** Why a run came to its end; undefined when something has stopped it. */
export type Ended = 'count' | 'caught-up' | 'idle' | 'end-of-range' | undefined;

interface Asked {
  readonly count: number | undefined;
  readonly until: 'caught-up' | 'never';
  /** Whether nothing came for as long as the run waits for more. */
  readonly isIdle: boolean;
}

export function endOf(messages: number, { count, until, isIdle }: Asked): Ended {
  if (count !== undefined && messages >= count) return 'count';
  if (until === 'caught-up') return until;
  return isIdle ? 'idle' : 'end-of-range';
}

interface Consumed {
  readonly messages: number;
  /** How many were asked for. */
  readonly count: number | undefined;
  readonly ended: Ended;
  readonly idleMs: number | undefined;
  readonly durationMs: number;
}

/** `30 of 50 messages, then none for 10 s (--idle), 10.1 s` */
export function consumedText({ messages, count = 0, ended, idleMs = 0, durationMs }: Consumed): string {
  return [
    `${grouped(messages)}${messages < count ? ` of ${grouped(count)}` : ''} message${Math.max(messages, count) === 1 ? '' : 's'}`,
    ...(ended === 'caught-up' ? ['caught up'] : []),
    ...(ended === 'end-of-range' && messages < count ? ['no more up to there (--offset)'] : []),
    ...(ended === 'idle' ? [`then none for ${idleMs / 1000} s (--idle)`] : []),
    `${(durationMs / 1000).toFixed(1)} s`,
  ].join(', ');
}
