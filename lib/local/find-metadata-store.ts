import type { Cluster } from '../cluster';
import { localAccess } from './access';
import { kraftStore } from './kraft/kraft-store';
import type { MetadataStore } from './metadata-store';
import { zooKeeperStore } from './zookeeper/zookeeper-store';

/** @param folder holds one for each cluster */
export function metadataStore(cluster: Cluster, folder: string): MetadataStore {
  // Certificates may be made only after this.
  const access = () => localAccess(cluster, folder);
  return cluster.metadata.mode === 'kraft' ? kraftStore(cluster, access) : zooKeeperStore(cluster.metadata, access);
}
