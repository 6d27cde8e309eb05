import { kraftOf, type Cluster } from '../../cluster';
import type { Access } from '../../kafka';
import type { MetadataStore } from '../metadata-store';
import { controllerAnswers } from './controller-answers';
import { formatNodes, votersAmong } from './format-nodes';
import { metadataEnd } from './metadata-end';
import { hasHistory } from './node-folder';
import { quorumServes } from './quorum-serves';
import { majorityOf, requireSameQuorum } from './require-same-quorum';
import { existingTopics, inSyncReplicas } from './told-topics';

/**
 * The first election takes a second attempt now and then. A broker that has heard of who won the first may go on asking that one, for ever:
 * seen with Kafka 3.9.2 on a busy machine.
 */
const ELECTION_MS = 1500;

export function kraftStore(cluster: Cluster, access: () => Access): MetadataStore {
  const metadata = kraftOf(cluster);
  return {
    headStartMs: metadata.role === 'controller' ? ELECTION_MS : 0,
    requireSafe: (found) => requireSameQuorum(cluster, found),
    prepare: () => undefined,
    format: (servers, all, runtime, signal) => formatNodes(metadata, servers, all, runtime, signal),
    late(brokers, servers) {
      if (!votersAmong(metadata, servers).some(hasHistory)) return [];
      const others = servers.filter(
        ({ role, name }) => role === 'broker' && !brokers.some((late) => late.name === name),
      );
      const needed = metadata.role === 'broker' ? majorityOf(metadata.servers.length) : 1;
      return others.length >= needed ? brokers : brokers.filter((server) => !hasHistory(server));
    },
    serves: (wait) => quorumServes(metadata, access, wait),
    answers: (address) => controllerAnswers(address, access()),
    // A broker is refused while the one that it was may be alive, and asks again by itself.
    brokerGone: undefined,
    logEnd: (servers) => metadataEnd(votersAmong(metadata, servers)),
    existingTopics: () => existingTopics(access),
    knownTopics: async () => new Set((await existingTopics(access)).keys()),
    inSyncReplicas: (replicas) => inSyncReplicas(access, replicas),
  };
}
