import type { ConsumeRun } from './settings';

const IDLE_MS = 10_000;

/** When a run ends by itself. */
export interface Ending {
  readonly until: 'caught-up' | 'never';
  /** Without a message. @default - however long it takes */
  readonly idleMs?: number;
}

type Asked = Pick<ConsumeRun['values'], 'count' | 'follow' | 'idle' | 'offset'>;

/**
 * @param isGoingOn whether it goes on where its group was. Of what comes after the end there is nothing yet, but such a group is not sent
 * to the end; asked only where that matters
 */
export async function endingOf(
  { count, follow, idle, offset }: Asked,
  isGoingOn: () => Promise<boolean>,
): Promise<Ending> {
  if (follow) return waiting(idle);
  const isToWait = count !== undefined || idle !== undefined;
  const isToCatchUp = offset?.until ? offset.until === 'caught-up' : !isToWait;
  if (isToCatchUp) return { until: 'caught-up' };
  if (offset?.from === 'end' && !isToWait && (await isGoingOn())) return { until: 'caught-up' };
  return waiting(idle ?? (count === undefined ? undefined : IDLE_MS));
}

const waiting = (idleMs: number | undefined): Ending => ({
  until: 'never',
  ...(idleMs === undefined ? {} : { idleMs }),
});
