import { address, ZOOKEEPER_CHROOT, type Cluster } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import { zooKeeperEndpoints } from '../servers/places';
import { childrenOf } from './children';

/**
 * Names of the topics that ZooKeeper has, internal ones included, without those that are to be deleted: brokers know these no
 * longer. Brokers that have just started do not know any, and none of them can tell.
 * @throws {LocalRunError} `NO_ZOOKEEPER`
 */
export async function existingTopics(cluster: Cluster): Promise<string[]> {
  const server = zooKeeperEndpoints(cluster)[0]!;
  try {
    const [topics, deleted] = await Promise.all([
      childrenOf(server, `${ZOOKEEPER_CHROOT}/brokers/topics`),
      childrenOf(server, `${ZOOKEEPER_CHROOT}/admin/delete_topics`),
    ]);
    return topics.filter((name) => !deleted.includes(name));
  } catch (cause) {
    throw new LocalRunError('NO_ZOOKEEPER', `ZooKeeper at ${address(server)} does not tell the topics: see its log`, {
      cause,
    });
  }
}
