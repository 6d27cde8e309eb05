import type { LinkedCluster } from '../support/proxy/linked-cluster';
import type { Scene } from './fault';
import { untilHealthy } from './observe';

export const sessionMs = ({ local }: Scene): number => local.cluster.zookeeper.sessionTimeoutMs;

/** Starts what does not run, and waits for its replicas. */
export async function restart(scene: Scene): Promise<void> {
  await scene.local.up();
  await untilHealthy(scene);
}

export function linksOf({ local }: Scene): LinkedCluster['links'] {
  if (!('links' in local)) throw new Error('the brokers of this cluster are not behind proxies');
  return (local as LinkedCluster).links;
}
