import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../cluster';
import { zooKeeperEndpoints } from '../servers/places';
import { fourLetterWord } from './four-letter-word';

const POLL_MS = 50;

/** Waits until every server of ZooKeeper serves: brokers that knew each other before answer well without it. */
export async function zooKeeperServes(cluster: Cluster, signal: AbortSignal): Promise<void> {
  for (const server of zooKeeperEndpoints(cluster)) {
    // A server without a quorum answers too, but has no mode.
    while (!(await fourLetterWord(server, 'srvr'))?.includes('Mode: ')) await delay(POLL_MS, undefined, { signal });
  }
}
