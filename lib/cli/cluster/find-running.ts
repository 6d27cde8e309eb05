import { UnknownClusterError } from '../../cluster';
import { clusterInHand, takeInHand } from '../../package';
import { UsageError, type Run } from '../../cli-kit';
import { exitCodeOf } from '../../cli-kit/exit-codes';
import { findCluster } from './find-cluster';
import { runningCluster } from './running-cluster';
import type { Target } from '../../target';
import type { clusterSettings, targetSettings } from './settings';
import { targetOf } from './targets';

/**
 * What runs here is found whatever cluster.ts describes by now, or whether it describes anything.
 * @param deed what is done with one that is not found there, such as `stopped`
 */
export async function findRunning(
  run: Run<typeof clusterSettings & typeof targetSettings>,
  deed: string,
): Promise<Target> {
  try {
    return await findCluster(run, 'look');
  } catch (error) {
    const { folder, name, on } = run.values;
    if (!(error instanceof Error) || exitCodeOf(error) === undefined) throw error;
    const isDescribed = error instanceof UsageError || error instanceof UnknownClusterError;
    const cluster = isDescribed || on === 'kind' ? undefined : runningCluster(folder, name);
    if (cluster === undefined) throw error;
    takeInHand({ ...clusterInHand(), name: cluster.name });
    run.note(`${error.message}: cluster ${cluster.name} is ${deed} as it was started`);
    return targetOf('local', { cluster, toStart: () => cluster, folder });
  }
}
