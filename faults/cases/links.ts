import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../test/support/eventually';
import type { Fault, FaultContext } from '../fault';
import { healLinks, isolate } from '../isolate';
import type { Load } from '../load';
import { controller, leaders, outOfSync, untilHealthy } from '../observe';
import { linksOf, sessionMs } from '../context';
import { underLoad } from '../under-load';

/** Followers that do not fetch leave the in-sync set sooner than after half a minute. */
const QUICK_TO_SHRINK = { config: { 'replica.lag.time.max.ms': 1500 } };

/** A leader other than the controller, with the partitions that it leads. */
async function plainLeader(context: FaultContext): Promise<{ id: number; led: number[] }> {
  const controls = await controller(context);
  const current = await leaders(context);
  const id = current.find((leader) => leader !== undefined && leader !== controls)!;
  return { id, led: [...current.keys()].filter((partition) => current[partition] === id) };
}

const ackedIn = ({ ackedOf }: Load, isCounted: (partition: number) => boolean): number =>
  [...ackedOf].filter(([partition]) => isCounted(partition)).reduce((sum, [, acked]) => sum + acked, 0);

/** While `id` is out of reach, its partitions take nothing and the others go on. */
async function onlyOthersGoOn(load: Load, led: readonly number[], forMs: number): Promise<string> {
  const isLed = (partition: number) => led.includes(partition);
  const others = () => ackedIn(load, (partition) => !isLed(partition));
  const before = others();
  await eventually('the partitions of other leaders go on', () => others() >= before + 1000, 60_000);
  const [led0, others0] = [ackedIn(load, isLed), others()];
  await delay(forMs);
  const ofLed = ackedIn(load, isLed) - led0;
  if (ofLed > 0) throw new Error(`${ofLed} were acknowledged by a leader that is out of reach`);
  return `meanwhile ${others() - others0} acked by others, none by it`;
}

export const links: readonly Fault[] = [
  {
    name: 'broker-isolated',
    does: 'a leader is cut off from the other brokers, not from clients and ZooKeeper',
    cluster: QUICK_TO_SHRINK,
    isLinked: true,
    run: underLoad(async (context, load) => {
      const { id, led } = await plainLeader(context);
      isolate(linksOf(context), id);
      try {
        return await onlyOthersGoOn(load, led, sessionMs(context));
      } finally {
        healLinks(linksOf(context));
        await untilHealthy(context);
      }
    }),
  },
  {
    name: 'client-cut-off',
    does: 'the clients are cut off from one broker',
    cluster: QUICK_TO_SHRINK,
    isLinked: true,
    run: underLoad(async (context, load) => {
      const { id, led } = await plainLeader(context);
      const { fromClients } = linksOf(context).get(id)!;
      fromClients.make({ isSilent: true });
      try {
        return await onlyOthersGoOn(load, led, 2 * sessionMs(context));
      } finally {
        fromClients.heal();
      }
    }),
  },
  {
    name: 'slow-links',
    does: 'the links of all clients get 100 ms of delay each way and 3 Mbit/s',
    cluster: QUICK_TO_SHRINK,
    isLinked: true,
    run: underLoad(async (context, load) => {
      const all = [...linksOf(context).values()];
      for (const { fromClients } of all) fromClients.make({ delayMs: 100, bytesPerSecond: 375_000 });
      try {
        await load.untilAcked(context.messages / 10);
        const askedAt = performance.now();
        await context.observer.fetchMetadata([context.topic]);
        const roundTripMs = performance.now() - askedAt;
        if (roundTripMs < 200) throw new Error(`a round trip took ${roundTripMs} ms`);
        return `round trip ${Math.round(roundTripMs)} ms, at most ${load.mostPending} pending`;
      } finally {
        healLinks(linksOf(context));
      }
    }),
  },
  {
    name: 'broker-starved',
    does: 'a broker gets a tenth of the time, in long pauses',
    cluster: QUICK_TO_SHRINK,
    isLinked: true,
    run: underLoad(async (context) => {
      const { id } = await plainLeader(context);
      const pauseMs = 0.6 * sessionMs(context);
      let shrunk = 0;
      for (let pause = 0; pause < 3; pause++) {
        await context.local.kill('broker', id, 'SIGSTOP');
        await delay(pauseMs);
        if ((await outOfSync(context, id)).length > 0) shrunk++;
        await context.local.kill('broker', id, 'SIGCONT');
        await delay(pauseMs / 9);
      }
      await untilHealthy(context);
      if (shrunk === 0) throw new Error(`broker ${id} never left an in-sync set`);
      return `out of sync in ${shrunk} of 3 pauses`;
    }),
  },
];
