import { UnknownClusterError } from '../../cluster';
import { UsageError, type Run } from '../../cli-kit';
import { exitCodeOf } from '../../cli-kit/exit-codes';
import { findCluster, type Found } from './find-cluster';
import { runningCluster } from './running-cluster';
import type { clusterSettings, placeSettings } from './settings';

/**
 * What runs here is found whatever cluster.ts describes by now, or whether it describes anything.
 * @param deed what is done with one that is not found there, such as `stopped`
 */
export async function findRunning(
  run: Run<typeof clusterSettings & typeof placeSettings>,
  deed: string,
): Promise<Pick<Found, 'cluster' | 'place'>> {
  try {
    return await findCluster(run, 'look');
  } catch (error) {
    const { folder, name, on } = run.values;
    if (!(error instanceof Error) || exitCodeOf(error) === undefined) throw error;
    const isDescribed = error instanceof UsageError || error instanceof UnknownClusterError;
    const cluster = isDescribed || on === 'kind' ? undefined : runningCluster(folder, name);
    if (cluster === undefined) throw error;
    run.note(`${error.message}: cluster ${cluster.name} is ${deed} as it was started`);
    return { cluster, place: 'local' };
  }
}
