import { setTimeout as delay } from 'node:timers/promises';
import { connect, createProducer, type Delivery } from '../../lib/kafka';
import type { Fault } from '../fault';
import { leaderOf, untilDeposed, untilHealthy } from '../observe';
import { restart, sessionMs } from '../context';
import { underLoad } from '../under-load';

/** Far below what a session and an election take, so that what is under way then is given up. */
const IMPATIENT = { deliveryTimeoutMs: 500 };

export const producers: readonly Fault[] = [
  {
    name: 'impatient-killed',
    does: 'a leader is killed; its producer gives each message up after 500 ms',
    allows: ['failed', 'unknown'],
    run: underLoad(async (context, load) => {
      const leader = await leaderOf(context, 0);
      await context.local.kill('broker', leader, 'SIGKILL');
      await untilDeposed(context, leader);
      if (load.notAcked === 0) throw new Error('no send was given up');
      await restart(context);
      return `broker ${leader} deposed, ${load.notAcked} given up`;
    }, IMPATIENT),
  },
  {
    name: 'impatient-frozen',
    does: 'a leader is frozen for half a session and stays leader; its producer gives each message up after 500 ms',
    allows: ['failed', 'unknown'],
    run: underLoad(async (context, load) => {
      const leader = await leaderOf(context, 0);
      await context.local.kill('broker', leader, 'SIGSTOP');
      await delay(sessionMs(context) / 2);
      await context.local.kill('broker', leader, 'SIGCONT');
      await untilHealthy(context);
      if (load.notAcked === 0) throw new Error('no send was given up');
      return `${load.notAcked} given up, broker ${await leaderOf(context, 0)} leads again`;
    }, IMPATIENT),
  },
  {
    name: 'too-large',
    does: 'one message among others is larger than the topic takes',
    run: underLoad(async ({ local, topic }) => {
      const client = await connect({ brokers: local.bootstrap, clientId: 'too-large' });
      try {
        const producer = await createProducer(client, { batchBytes: 4_000_000 });
        const sizes = [10, 2_000_000, 20];
        const deliveries = await Promise.all(
          sizes.map((size) => producer.send({ topic, partition: 0, value: Buffer.alloc(size) })),
        );
        await producer.close();
        return onlyTheSecondFailed(deliveries);
      } finally {
        await client.close();
      }
    }),
  },
];

function onlyTheSecondFailed([first, large, last]: readonly Delivery[]): string {
  if (first?.outcome !== 'acked' || last?.outcome !== 'acked' || large?.outcome !== 'failed')
    throw new Error(`only the large one should have failed: ${JSON.stringify([first, large, last])}`);
  return `only it failed: ${large.error.message}`;
}
