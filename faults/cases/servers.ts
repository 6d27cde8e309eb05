import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault';
import { controller, leaderOf, untilDeposed, untilHealthy, untilInSync } from '../observe';
import { restart, sessionMs } from '../context';
import { underLoad } from '../under-load';

const leaderEnded = (
  name: string,
  signal: 'SIGKILL' | 'SIGTERM',
  stallBoundMs: NonNullable<Fault['stallBoundMs']>,
): Fault => ({
  name,
  does: `a leader gets ${signal} and is started again`,
  stallBoundMs,
  run: underLoad(async (context) => {
    const leader = await leaderOf(context, 0);
    await context.local.kill('broker', leader, signal);
    await untilDeposed(context, leader);
    const next = await leaderOf(context, 0);
    await restart(context);
    return `broker ${leader} ended, ${next} led after it`;
  }),
});

export const servers: readonly Fault[] = [
  leaderEnded('leader-killed', 'SIGKILL', (sessionMs) => sessionMs + 2000),
  // It hands its partitions over before it ends.
  leaderEnded('leader-stopped', 'SIGTERM', () => 1000),
  {
    name: 'controller-killed',
    does: 'the controller is killed, then the next one, and so on',
    run: underLoad(async (context, load) => {
      const killed: number[] = [];
      for (let round = 0; round < context.rounds; round++) {
        const id = await controller(context);
        await context.local.kill('broker', id, 'SIGKILL');
        killed.push(id);
        await untilDeposed(context, id);
        await load.untilAcked(100);
        await restart(context);
      }
      return `controllers ${killed.join(', ')} killed`;
    }),
  },
  {
    name: 'brokers-bounced',
    does: 'each broker in turn is killed and started again, in rounds',
    run: underLoad(async (context) => {
      let bounces = 0;
      for (let round = 0; round < context.rounds; round++) {
        for (const { id } of context.local.cluster.brokers) {
          await context.local.kill('broker', id, 'SIGKILL');
          await untilDeposed(context, id);
          await restart(context);
          bounces++;
        }
      }
      return `${bounces} times deposed and back in sync`;
    }),
  },
  {
    name: 'leader-frozen',
    does: 'a leader is frozen for three sessions, then wakes up',
    run: underLoad(async (context) => {
      const leader = await leaderOf(context, 0);
      await context.local.kill('broker', leader, 'SIGSTOP');
      const frozenAt = performance.now();
      await untilDeposed(context, leader);
      await delay(Math.max(0, frozenAt + 3 * sessionMs(context) - performance.now()));
      const next = await leaderOf(context, 0);
      await context.local.kill('broker', leader, 'SIGCONT');
      await untilHealthy(context);
      return `broker ${leader} deposed while frozen, ${next} led`;
    }),
  },
  {
    name: 'zookeeper-killed',
    does: 'ZooKeeper is killed, and started again a session later',
    run: underLoad(async (context, load) => {
      await context.local.kill('zookeeper', 1, 'SIGKILL');
      const before = load.acked;
      await delay(sessionMs(context));
      const meanwhile = load.acked - before;
      await context.local.up();
      if (meanwhile === 0) throw new Error('nothing was acknowledged while ZooKeeper was away');
      return `${meanwhile} acked while it was away`;
    }),
  },
  {
    name: 'zookeeper-frozen',
    does: 'ZooKeeper is frozen for two sessions',
    run: underLoad(async (context, load) => {
      await context.local.kill('zookeeper', 1, 'SIGSTOP');
      const before = load.acked;
      await delay(2 * sessionMs(context));
      const meanwhile = load.acked - before;
      await context.local.kill('zookeeper', 1, 'SIGCONT');
      await untilHealthy(context);
      if (meanwhile === 0) throw new Error('nothing was acknowledged while ZooKeeper was frozen');
      return `${meanwhile} acked meanwhile`;
    }),
  },
  {
    name: 'all-killed',
    does: 'ZooKeeper and all brokers are killed at once',
    run: underLoad(
      async (context, load) => {
        const { servers } = context.local.cluster;
        await Promise.all(servers.map(({ role, id }) => context.local.kill(role, id, 'SIGKILL')));
        const { acked } = load;
        await delay(1000);
        if (load.acked > acked) throw new Error('something was acknowledged with no broker alive');
        await restart(context);
        return 'no broker was alive';
      },
      { deliveryTimeoutMs: 180_000 },
    ),
  },
  {
    name: 'in-sync-lost',
    does: 'two of three replicas are killed: one is below min.insync.replicas',
    allows: ['failed', 'unknown'],
    run: underLoad(
      async (context, load) => {
        const survivor = await leaderOf(context, 0);
        const others = context.local.cluster.brokers.filter(({ id }) => id !== survivor);
        await Promise.all(others.map(({ id }) => context.local.kill('broker', id, 'SIGKILL')));
        await untilInSync(context, 1);
        const { acked, notAcked } = load;
        await delay(sessionMs(context));
        if (load.acked > acked) throw new Error(`${load.acked - acked} acknowledged with one replica in sync`);
        if (load.notAcked === notAcked) throw new Error('no send failed with one replica in sync');
        await restart(context);
        return `none acked, ${load.notAcked - notAcked} not, with one replica in sync`;
      },
      { deliveryTimeoutMs: 3000 },
    ),
  },
];
