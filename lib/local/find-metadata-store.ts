import type { Cluster } from '../cluster';
import { kraftStore } from './kraft/kraft-store';
import type { MetadataStore } from './metadata-store';
import { zooKeeperStore } from './zookeeper/zookeeper-store';

export const metadataStore = (cluster: Cluster): MetadataStore =>
  cluster.metadata.mode === 'kraft' ? kraftStore(cluster) : zooKeeperStore(cluster.metadata);
