import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Scene } from '../fault';
import { healLinks, isolate } from '../isolate';
import { untilHealthy } from '../observe';
import { pick, randomNumbers } from '../random';
import { linksOf, restart, sessionMs } from '../scene';
import { underLoad } from '../under-load';

/** Does something to a broker, or to ZooKeeper. What ended is started again afterwards, and links are healed. */
type Step = (scene: Scene, broker: number) => unknown;

const steps: Readonly<Record<string, Step>> = {
  kill: ({ local }, broker) => local.kill('broker', broker, 'SIGKILL'),
  stop: ({ local }, broker) => local.kill('broker', broker, 'SIGTERM'),
  freeze: ({ local }, broker) => local.kill('broker', broker, 'SIGSTOP'),
  isolate: (scene, broker) => isolate(linksOf(scene), broker),
  'cut off clients': (scene, broker) => linksOf(scene).get(broker)!.fromClients.make({ isSilent: true }),
  slow: (scene, broker) => linksOf(scene).get(broker)!.fromClients.make({ delayMs: 100, bytesPerSecond: 375_000 }),
  'kill ZooKeeper': ({ local }) => local.kill('zookeeper', 1, 'SIGKILL'),
  'freeze ZooKeeper': ({ local }) => local.kill('zookeeper', 1, 'SIGSTOP'),
};

/** So that journals and topic of half an hour stay small. */
const RATE = 2000;

export const mix: readonly Fault[] = [
  {
    name: 'random-mix',
    does: 'whatever a seed says is done to one or two brokers, for up to two sessions, again and again',
    cluster: { config: { 'replica.lag.time.max.ms': 1500 } },
    isLinked: true,
    run: underLoad(
      async (scene) => {
        const random = randomNumbers(scene.seed);
        const done = new Map<string, number>();
        const endAt = performance.now() + scene.mixMs;
        while (performance.now() < endAt) for (const name of await step(scene, random)) count(done, name);
        await untilHealthy(scene);
        return `seed ${scene.seed}: ${[...done].map(([name, times]) => `${times} × ${name}`).join(', ')}`;
      },
      { deliveryTimeoutMs: 180_000, rate: RATE },
    ),
  },
];

/** @returns what was done */
async function step(scene: Scene, random: () => number): Promise<string[]> {
  const first = pick(random, scene.local.cluster.brokers).id;
  const second = (first % 3) + 1;
  const [one, other] = [pick(random, Object.keys(steps)), pick(random, Object.keys(steps))];
  const [isDouble, forMs] = [random() < 0.3 && !bothZooKeeper(one, other), random() * 2 * sessionMs(scene)];
  await steps[one]!(scene, first);
  if (isDouble) await steps[other]!(scene, second);
  await delay(forMs);
  await scene.wake();
  healLinks(linksOf(scene));
  if (random() < 0.5) await restart(scene);
  else await scene.local.up();
  return isDouble ? [one, other] : [one];
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

const bothZooKeeper = (one: string, other: string): boolean => one.endsWith('ZooKeeper') && other.endsWith('ZooKeeper');
