import { sessionTimeoutMs } from '../lib/cluster';
import type { LinkedCluster } from '../test/support/proxy/linked-cluster';
import type { TopicContext } from './fault';
import { controller, untilHealthy, views } from './observe';

export const sessionMs = ({ local }: TopicContext): number => sessionTimeoutMs(local.cluster);

/** Starts what does not run, and waits for its replicas. */
export async function restart(context: TopicContext): Promise<void> {
  await context.local.up();
  await untilHealthy(context);
}

/** Replicas that come back at all have done so by then. */
const STUCK_MS = 45_000;

/**
 * Waits until all replicas are in sync. With ZooKeeper, Kafka can leave one out for good: when ZooKeeper stores a change of the in-sync
 * set but its answer is lost, the controller asks again, is refused because of its own change, and the leader gives up
 * (INVALID_UPDATE_VERSION, KIP-497). A new controller tells everybody what is stored.
 * @returns what all brokers said alike before a new one was needed
 */
export async function replaceControllerIfStuck(context: TopicContext): Promise<string | undefined> {
  const failure = await untilHealthy(context, STUCK_MS).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  if (!failure) return undefined;
  const said = [...(await views(context)).values()];
  if (said.length < context.local.cluster.brokers.length || new Set(said).size > 1) throw failure;
  await context.local.kill('broker', await controller(context), 'SIGTERM');
  await restart(context);
  return said[0];
}

export function linksOf({ local }: TopicContext): LinkedCluster['links'] {
  if (!('links' in local)) throw new Error('the brokers of this cluster are not behind proxies');
  return (local as LinkedCluster).links;
}
