import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext } from '../fault';
import type { Group } from '../group';
import { healLinks, isolate } from '../isolate';
import { pick, randomNumbers } from '../random';
import { linksOf, replaceControllerIfStuck, sessionMs } from '../context';
import { underLoad } from '../under-load';

/** Does something to a broker, or to ZooKeeper. What ended is started again afterwards, and links are healed. */
type Blow = (context: FaultContext, broker: number) => unknown;

const toBrokers: Readonly<Record<string, Blow>> = {
  kill: ({ local }, broker) => local.kill('broker', broker, 'SIGKILL'),
  // As a kubelet does it, with less patience: without the controller or ZooKeeper a broker does not end by itself.
  stop: (context, broker) =>
    context.local
      .kill('broker', broker, 'SIGTERM', 2 * sessionMs(context))
      .catch(() => context.local.kill('broker', broker, 'SIGKILL'))
      // Whichever it was: what has ended is started again.
      .catch(() => undefined),
  freeze: ({ local }, broker) => local.kill('broker', broker, 'SIGSTOP'),
  isolate: (context, broker) => isolate(linksOf(context), broker),
  'cut off clients': (context, broker) => linksOf(context).get(broker)!.fromClients.make({ isSilent: true }),
  slow: (context, broker) => linksOf(context).get(broker)!.fromClients.make({ delayMs: 100, bytesPerSecond: 375_000 }),
};

const toZooKeeper: Readonly<Record<string, Blow>> = {
  'kill ZooKeeper': ({ local }) => local.kill('zookeeper', 1, 'SIGKILL'),
  'freeze ZooKeeper': ({ local }) => local.kill('zookeeper', 1, 'SIGSTOP'),
};

const blows = { ...toBrokers, ...toZooKeeper };

/** So that journals and topic of half an hour stay small. */
const RATE = 2000;

export const mix: readonly Fault[] = [
  {
    name: 'random-mix',
    does: 'whatever a seed says is done to one or two brokers, for up to two sessions, again and again',
    cluster: { config: { 'replica.lag.time.max.ms': 1500 } },
    isLinked: true,
    run: underLoad(
      async (context, _, group) => {
        const random = randomNumbers(context.seed);
        const done = new Map<string, number>();
        const stuck: string[] = [];
        const endAt = performance.now() + context.mixMs;
        while (performance.now() < endAt) {
          const round = roundOf(context, random);
          const view = await play(context, round, group).catch((error: unknown) => {
            throw new Error(`after ${countsText(done)}, then ${JSON.stringify(round)}`, { cause: error });
          });
          for (const { name } of round.blows) done.set(name, (done.get(name) ?? 0) + 1);
          if (view !== undefined) stuck.push(view);
        }
        const view = await replaceControllerIfStuck(context);
        if (view !== undefined) stuck.push(view);
        const replaced = stuck.map((view) => `; the controller was replaced, as all brokers said: ${view}`);
        return `seed ${context.seed}: ${countsText(done)}${replaced.join('')}`;
      },
      { deliveryTimeoutMs: 180_000, rate: RATE },
    ),
  },
];

interface Round {
  readonly blows: readonly { readonly name: string; readonly broker: number }[];
  readonly forMs: number;
  /** Whether the next round waits until this one has left no trace. */
  readonly untilHealthy: boolean;
}

function roundOf(context: FaultContext, random: () => number): Round {
  const broker = pick(random, context.local.cluster.brokers).id;
  const one = { name: pick(random, Object.keys(blows)), broker };
  const other = { name: pick(random, Object.keys(toBrokers)), broker: (broker % 3) + 1 };
  return {
    blows: random() < 0.3 ? [one, other] : [one],
    forMs: random() * 2 * sessionMs(context),
    untilHealthy: random() < 0.5,
  };
}

/** @returns as `replaceControllerIfStuck` */
async function play(context: FaultContext, round: Round, group: Group): Promise<string | undefined> {
  for (const { name, broker } of round.blows) await blows[name]!(context, broker);
  await delay(round.forMs);
  await context.wake();
  healLinks(linksOf(context));
  await context.local.up();
  group.throwIfFailed();
  return round.untilHealthy ? replaceControllerIfStuck(context) : undefined;
}

const countsText = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, times]) => `${times} × ${name}`).join(', ') || 'nothing';
