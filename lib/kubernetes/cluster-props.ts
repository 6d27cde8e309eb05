import type { Cluster } from '../cluster';

export interface ClusterProps {
  /** What `defineCluster` returned. */
  readonly cluster: Cluster;
}
