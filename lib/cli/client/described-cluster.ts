import { clusterMeant, type Cluster } from '../../cluster';
import { readRecord } from '../../local/known';
import { project } from '../../cli-kit';
import { describedClusters } from '../../cli-kit/described-clusters';

interface Given {
  readonly cluster: string | undefined;
  readonly name: string | undefined;
  readonly folder?: string | undefined;
}

/**
 * The cluster of cluster.ts that a command line is about. A name goes on meaning what it was started as, on either target.
 * @throws {DescriptionError | UnknownClusterError | InvalidClusterError} exit code 2
 */
export function describedCluster({ cluster, name, folder = project.localFolder }: Given): Cluster {
  const record =
    name === undefined ? undefined : (readRecord({ name }, folder) ?? readRecord({ name }, project.kindFolder));
  return clusterMeant(describedClusters(), { cluster, name, startedAs: record?.givenCluster });
}
