import { kraftOf, type Cluster } from '../../cluster';
import type { MetadataStore } from '../metadata-store';
import { controllerAnswers } from './controller-answers';
import { formatNodes, votersAmong } from './format-nodes';
import { hasHistory } from './node-folder';
import { quorumServes } from './quorum-serves';
import { majorityOf, requireSameQuorum } from './require-same-quorum';
import { existingTopics, inSyncReplicas } from './told-topics';

export function kraftStore(cluster: Cluster): MetadataStore {
  const metadata = kraftOf(cluster);
  return {
    headStartMs: 0,
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
    serves: (wait) => quorumServes(metadata, wait),
    answers: controllerAnswers,
    // A broker is refused while the one that it was may be alive, and asks again by itself.
    brokerGone: undefined,
    existingTopics: () => existingTopics(cluster),
    knownTopics: async () => new Set((await existingTopics(cluster)).keys()),
    inSyncReplicas: (replicas) => inSyncReplicas(cluster, replicas),
  };
}
