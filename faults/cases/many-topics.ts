import { setTimeout as delay } from 'node:timers/promises';
import { Audit } from '../../lib/audit';
import { deleteTopic, ensureTopics } from '../../lib/kafka';
import type { Fault, FaultContext, FaultRun } from '../fault';
import { Group } from '../group';
import { Load } from '../load';

/** A thousand are for a test without load: brokers of a small heap have enough to do here. */
const COUNT = 200;
const SESSION_MS = 10_000;

/** Members come and go in a group that reads many topics besides the one that is written to. */
async function run(context: FaultContext): Promise<FaultRun> {
  const { local, observer, topic, messages, rate, rounds } = context;
  const others = Array.from({ length: COUNT }, (_, i) => `${topic}-${i}`);
  await ensureTopics(
    observer,
    others.map((name) => ({ name, partitions: 1, replicationFactor: 1 })),
  );
  const load = await Load.start({ bootstrap: local.bootstrap, topic, rate });
  const audit = new Audit([load.journal]);
  const group = new Group(local.bootstrap, topic, `of ${topic}`, audit.readers('the group'), others);
  let longestMs = 0;
  const untilSettled = async (change: () => Promise<unknown>) => {
    const startedAt = performance.now();
    const before = group.rebalances;
    await change();
    await group.untilDivided(before + 1);
    longestMs = Math.max(longestMs, performance.now() - startedAt);
  };
  try {
    await untilSettled(() => group.join());
    await group.untilAtWork(6);
    for (let round = 0; round < rounds; round++) {
      let leave: () => Promise<void> = () => Promise.resolve();
      await untilSettled(async () => ({ leave } = await group.join()));
      await delay(2000);
      await untilSettled(() => leave());
    }
    if (longestMs > SESSION_MS) throw new Error(`the group took ${Math.round(longestMs)} ms to settle`);
  } finally {
    await load.finish(messages);
    await Promise.all(others.map((name) => deleteTopic(observer, name, { deadlineMs: 120_000 })));
  }
  return { hit: `settled within ${Math.round(longestMs)} ms each time`, audit, producer: load.stalls, group };
}

export const manyTopics: readonly Fault[] = [
  { name: 'many-topics', does: 'members join and leave a group that reads 200 topics besides', run },
];
