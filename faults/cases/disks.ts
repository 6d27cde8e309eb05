import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { status } from '../../lib/local';
import { serversOf } from '../../lib/local/servers/server';
import { eventually } from '../../test/support/eventually';
import type { Fault, FaultContext } from '../fault';
import { leaders, leaderOf, outOfSync, untilHealthy } from '../observe';
import { sessionMs } from '../context';
import { obstacleToSlowWrites, slowWrites } from '../slow-writes';
import { underLoad } from '../under-load';

const LAG_MS = 1500;
const WRITE_MS = 2 * LAG_MS;

export const disks: readonly Fault[] = [
  {
    name: 'slow-disk',
    does: `each write of a follower to the log of a partition that it follows takes ${WRITE_MS / 1000} s`,
    cluster: { config: { 'replica.lag.time.max.ms': LAG_MS } },
    obstacle: obstacleToSlowWrites,
    run: underLoad(async (context, load) => {
      const broker = await leaderOf(context, 0);
      const led = await leaders(context);
      const followed = [...led.keys()].filter((partition) => led[partition] !== broker);
      const end = slowWrites(await pidOf(context, broker), logsOf(context, broker, followed), WRITE_MS);
      try {
        const { acked } = load;
        const seenOut = new Set<number>();
        const haveAllBeenOut = async () => {
          for (const partition of await outOfSync(context, broker)) seenOut.add(partition);
          return followed.every((partition) => seenOut.has(partition));
        };
        await eventually(`broker ${broker} was out of sync wherever it follows`, haveAllBeenOut, 60_000);
        await delay(2 * sessionMs(context));
        return `broker ${broker} fell out of sync in its ${followed.length} partitions; ${load.acked - acked} acked meanwhile`;
      } finally {
        await end();
        await untilHealthy(context);
      }
    }),
  },
];

async function pidOf({ local }: FaultContext, broker: number): Promise<number> {
  const servers = await status(local.cluster, local);
  return servers.find(({ role, id }) => role === 'broker' && id === broker)!.pid!;
}

function logsOf({ local, topic }: FaultContext, broker: number, partitions: readonly number[]): string[] {
  const { data } = serversOf(local.cluster, local.folder).find(({ role, id }) => role === 'broker' && id === broker)!;
  return partitions.flatMap((partition) => {
    const folder = join(data, `${topic}-${partition}`);
    return readdirSync(folder)
      .filter((file) => file.endsWith('.log'))
      .map((file) => join(folder, file));
  });
}
