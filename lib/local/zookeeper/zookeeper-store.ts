import type { ZooKeeperMetadata } from '../../cluster';
import type { Access } from '../../kafka';
import type { FoundServers, MetadataStore } from '../metadata-store';
import { ensembleOf, markFounders } from './ensemble';
import { existingTopics, inSyncReplicas, knownTopics } from './existing-topics';
import { registrationGone } from './registration-gone';
import { requireData, requireSameEnsemble } from './require-same-ensemble';
import { zooKeeperAnswers, zooKeeperServes } from './zookeeper-serves';

/**
 * A broker that finds ZooKeeper's port still closed tries again only after up to a second. This is what ZooKeeper takes to
 * open it, and less than a broker takes to come that far: without it the start of three brokers takes a third longer.
 */
const HEAD_START_MS = 300;

const ensembleIn = ({ servers, missing, folders, recorded }: FoundServers) =>
  ensembleOf(servers, missing, folders, Number(recorded['zookeeper.replicas'] ?? 0));

export const zooKeeperStore = (metadata: ZooKeeperMetadata, access: () => Access): MetadataStore => ({
  headStartMs: HEAD_START_MS,
  requireSafe(found) {
    const ensemble = ensembleIn(found);
    requireSameEnsemble(ensemble);
    requireData(
      ensemble,
      found.servers.filter(({ role }) => role === 'broker'),
    );
  },
  prepare: (found) => markFounders(ensembleIn(found)),
  // A server makes its folder itself.
  format: () => Promise.resolve(),
  late: (brokers) => brokers,
  serves: (wait) => zooKeeperServes(metadata, access, wait),
  answers: (address) => zooKeeperAnswers(address, access),
  logEnd: () => undefined,
  brokerGone: (brokerId, signal) => registrationGone(metadata, access, brokerId, signal),
  existingTopics: () => existingTopics(metadata, access),
  knownTopics: () => knownTopics(metadata, access),
  inSyncReplicas: (replicas) => inSyncReplicas(metadata, access, replicas),
});
