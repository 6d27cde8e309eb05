import { requireCluster, type Cluster } from '../cluster';

export interface ClusterProps {
  /** What `defineCluster` returned. */
  readonly cluster: Cluster;
}

/** @throws {InvalidClusterError} for what callers in plain JavaScript may give */
export const requireProps = (props: ClusterProps | null | undefined): void => requireCluster(props?.cluster);
