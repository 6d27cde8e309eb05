import { setTimeout as delay } from 'node:timers/promises';
import { read } from '../../lib/kafka';
import { eventually } from '../../test/support/eventually';
import { obstacleToFakedClocks, withFakedClock } from '../faked-clock';
import type { Fault, FaultContext } from '../fault';
import { leaderOf } from '../observe';
import { sessionMs } from '../context';
import { underLoad } from '../under-load';

const HOUR_S = 3600;

const clockJumps = (name: string, where: string, shiftS: number): Fault => ({
  name,
  does: `the clock of a leader jumps an hour ${where}, and back after two sessions`,
  cluster: {
    config: {
      // Each record tells what the leader's clock was.
      'log.message.timestamp.type': 'LogAppendTime',
      // Who was started again leads again soon.
      'leader.imbalance.check.interval.seconds': 1,
    },
  },
  obstacle: obstacleToFakedClocks,
  async run(context) {
    const broker = await leaderOf(context, 0);
    const shiftClock = await withFakedClock(context, broker);
    await eventually(`broker ${broker} leads again`, async () => (await leaderOf(context, 0)) === broker);
    return underLoad(async (_, load) => {
      shiftClock(shiftS);
      await untilDated(context, shiftS);
      const acked = load.ackedOf.get(0)!;
      await delay(2 * sessionMs(context));
      const meanwhile = load.ackedOf.get(0)! - acked;
      await untilDated(context, shiftS);
      shiftClock(0);
      await untilDated(context, 0);
      if (meanwhile === 0) throw new Error('its first partition took nothing under the other time');
      return `broker ${broker} dated records ${shiftS} s off; partition 0 took ${meanwhile} meanwhile`;
    })(context);
  },
});

/** Resolves when the last record of the first partition is dated about so many seconds off. */
const untilDated = ({ observer, topic }: FaultContext, shiftS: number): Promise<void> =>
  eventually(`records are dated ${shiftS} s off`, async () => {
    const last = read(observer, { topic, partitions: [0], from: { last: 1 } });
    let dated = NaN;
    for await (const { messages } of last) dated = messages.at(-1)!.timestamp;
    return Math.abs(dated - Date.now() - shiftS * 1000) < (HOUR_S / 10) * 1000;
  });

export const brokerClocks: readonly Fault[] = [
  clockJumps('broker-clock-ahead', 'ahead', HOUR_S),
  clockJumps('broker-clock-behind', 'back', -HOUR_S),
];
