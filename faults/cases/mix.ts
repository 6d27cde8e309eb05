import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Scene } from '../fault';
import type { Group } from '../group';
import { healLinks, isolate } from '../isolate';
import { pick, randomNumbers } from '../random';
import { linksOf, replaceControllerIfStuck, sessionMs } from '../scene';
import { underLoad } from '../under-load';

/** Does something to a broker, or to ZooKeeper. What ended is started again afterwards, and links are healed. */
type Blow = (scene: Scene, broker: number) => unknown;

const toBrokers: Readonly<Record<string, Blow>> = {
  kill: ({ local }, broker) => local.kill('broker', broker, 'SIGKILL'),
  // As a kubelet does it, with less patience: without the controller or ZooKeeper a broker does not end by itself.
  stop: (scene, broker) =>
    scene.local
      .kill('broker', broker, 'SIGTERM', 2 * sessionMs(scene))
      .catch(() => scene.local.kill('broker', broker, 'SIGKILL'))
      // Whichever it was: what has ended is started again.
      .catch(() => undefined),
  freeze: ({ local }, broker) => local.kill('broker', broker, 'SIGSTOP'),
  isolate: (scene, broker) => isolate(linksOf(scene), broker),
  'cut off clients': (scene, broker) => linksOf(scene).get(broker)!.fromClients.make({ isSilent: true }),
  slow: (scene, broker) => linksOf(scene).get(broker)!.fromClients.make({ delayMs: 100, bytesPerSecond: 375_000 }),
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
      async (scene, _, group) => {
        const random = randomNumbers(scene.seed);
        const done = new Map<string, number>();
        const stuck: string[] = [];
        const endAt = performance.now() + scene.mixMs;
        while (performance.now() < endAt) {
          const round = roundOf(scene, random);
          const view = await play(scene, round, group).catch((error: unknown) => {
            throw new Error(`after ${countsText(done)}, then ${JSON.stringify(round)}`, { cause: error });
          });
          for (const { name } of round.blows) done.set(name, (done.get(name) ?? 0) + 1);
          if (view !== undefined) stuck.push(view);
        }
        const view = await replaceControllerIfStuck(scene);
        if (view !== undefined) stuck.push(view);
        const replaced = stuck.map((view) => `; the controller was replaced, as all brokers said: ${view}`);
        return `seed ${scene.seed}: ${countsText(done)}${replaced.join('')}`;
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

function roundOf(scene: Scene, random: () => number): Round {
  const broker = pick(random, scene.local.cluster.brokers).id;
  const one = { name: pick(random, Object.keys(blows)), broker };
  const other = { name: pick(random, Object.keys(toBrokers)), broker: (broker % 3) + 1 };
  return {
    blows: random() < 0.3 ? [one, other] : [one],
    forMs: random() * 2 * sessionMs(scene),
    untilHealthy: random() < 0.5,
  };
}

/** @returns as `replaceControllerIfStuck` */
async function play(scene: Scene, round: Round, group: Group): Promise<string | undefined> {
  for (const { name, broker } of round.blows) await blows[name]!(scene, broker);
  await delay(round.forMs);
  await scene.wake();
  healLinks(linksOf(scene));
  await scene.local.up();
  group.throwIfFailed();
  return round.untilHealthy ? replaceControllerIfStuck(scene) : undefined;
}

const countsText = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, times]) => `${times} × ${name}`).join(', ') || 'nothing';
