import { zooKeeperOf, type Cluster } from '../cluster';
import type { MetadataStore } from './metadata-store';
import { zooKeeperStore } from './zookeeper/zookeeper-store';

export const metadataStore = (cluster: Cluster): MetadataStore => zooKeeperStore(zooKeeperOf(cluster));
