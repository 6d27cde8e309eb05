import { address, type Cluster } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import { zooKeeperEndpoints } from '../servers/places';
import { until } from '../until';
import { fourLetterWord } from './four-letter-word';

/**
 * Waits until every server of ZooKeeper serves: brokers that know each other from before answer well without it.
 * @throws {LocalRunError} `NO_ZOOKEEPER` after the deadline
 */
export async function zooKeeperServes(cluster: Cluster, deadlineMs: number, signal: AbortSignal): Promise<void> {
  for (const server of zooKeeperEndpoints(cluster)) {
    // A server without a quorum answers too, but has no mode.
    const serves = async () => (await fourLetterWord(server, 'srvr'))?.includes('Mode: ') ?? false;
    if (!(await until(serves, { deadlineMs, signal }))) {
      throw new LocalRunError('NO_ZOOKEEPER', `ZooKeeper did not serve at ${address(server)} in time: see its log`);
    }
  }
}
