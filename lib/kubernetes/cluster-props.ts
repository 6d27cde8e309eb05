import { requireManifests, type Cluster } from '../cluster';

export interface ClusterProps {
  /** What `defineCluster` returned. */
  readonly cluster: Cluster;
}

/** @throws {InvalidClusterError} for what callers in plain JavaScript may give, and for what is not rendered yet */
export const requireProps = (props: ClusterProps | null | undefined): void => requireManifests(props?.cluster);
