import { addressText, partitionOf, ZOOKEEPER_CHROOT, type ZooKeeperMetadata } from '../../cluster';
import type { Access } from '../../kafka';
import { LocalRunError } from '../local-run-error';
import { zooKeeperEndpoints } from './zookeeper-place';
import { childrenOf, textsOf, type Reached } from './nodes';

const TOPICS = `${ZOOKEEPER_CHROOT}/brokers/topics`;
const TO_BE_DELETED = `${ZOOKEEPER_CHROOT}/admin/delete_topics`;

/**
 * How many partitions each topic has, internal ones included, by what ZooKeeper has: brokers that have just started know none,
 * then some. Without topics that are to be deleted, which brokers know no longer.
 * @throws {LocalRunError} `NO_ZOOKEEPER`
 */
export const existingTopics = (
  metadata: ZooKeeperMetadata,
  access: () => Access,
): Promise<ReadonlyMap<string, number>> =>
  told(metadata, access, async (server) => {
    const deleted = new Set(await childrenOf(server, TO_BE_DELETED));
    const names = (await childrenOf(server, TOPICS)).filter((name) => !deleted.has(name));
    const texts = await textsOf(
      server,
      names.map((name) => `${TOPICS}/${name}`),
    );
    return new Map(
      names.flatMap((name, index) => (texts[index] === undefined ? [] : [[name, partitionsIn(texts[index])]])),
    );
  });

/**
 * Names of all topics of which ZooKeeper has anything, of those too that are to be deleted.
 * @throws {LocalRunError} `NO_ZOOKEEPER`
 */
export const knownTopics = async (metadata: ZooKeeperMetadata, access: () => Access): Promise<ReadonlySet<string>> =>
  new Set(await told(metadata, access, (server) => childrenOf(server, TOPICS)));

/**
 * Ids of the brokers that are in sync for each of `replicas`, such as `test-0`: those that may be elected. None for what is no
 * partition any more.
 * @throws {LocalRunError} `NO_ZOOKEEPER`
 */
export const inSyncReplicas = (
  metadata: ZooKeeperMetadata,
  access: () => Access,
  replicas: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> =>
  told(metadata, access, async (server) => {
    const paths = replicas
      .map(partitionOf)
      .map(({ topic, partition }) => `${TOPICS}/${topic}/partitions/${partition}/state`);
    const states = await textsOf(server, paths);
    return new Map(replicas.map((replica, index) => [replica, inSyncIn(states[index])]));
  });

async function told<T>(
  metadata: ZooKeeperMetadata,
  access: () => Access,
  ask: (server: Reached) => Promise<T>,
): Promise<T> {
  const server = { ...zooKeeperEndpoints(metadata)[0]!, ...access() };
  try {
    return await ask(server);
  } catch (cause) {
    throw new LocalRunError(
      'NO_ZOOKEEPER',
      `ZooKeeper at ${addressText(server)} does not tell the topics: see its log`,
      {
        cause,
      },
    );
  }
}

const partitionsIn = (text: string): number =>
  Object.keys((JSON.parse(text) as { partitions: Record<string, number[]> }).partitions).length;

const inSyncIn = (state: string | undefined): number[] =>
  state === undefined ? [] : (JSON.parse(state) as { isr: number[] }).isr;
