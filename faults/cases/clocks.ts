import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault';
import { sessionMs } from '../context';
import { underLoad } from '../under-load';

const HOUR_MS = 3_600_000;

/** Sets the clock of this process, in which the clients run, until the returned function is called. */
function shiftClock(byMs: number): () => void {
  const { now } = Date;
  Date.now = () => now() + byMs;
  return () => (Date.now = now);
}

const clockJumps = (name: string, where: string, byMs: number): Fault => ({
  name,
  does: `the clock of the clients jumps an hour ${where}, and back after a session`,
  run: underLoad(async (context, load) => {
    const back = shiftClock(byMs);
    try {
      const { acked } = load;
      await delay(sessionMs(context));
      if (load.acked === acked) throw new Error('nothing was acknowledged under the other time');
      return `${load.acked - acked} acked under the other time`;
    } finally {
      back();
    }
  }),
});

export const clocks: readonly Fault[] = [
  clockJumps('clock-ahead', 'ahead', HOUR_MS),
  clockJumps('clock-behind', 'back', -HOUR_MS),
];
