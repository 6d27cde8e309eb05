import type { Cluster } from '../../cluster';
import { localRun, readRecord, recordsIn, strayClustersIn } from '../../local';
import { UsageError } from '../../cli-kit';
import { recordedCluster } from './recorded-cluster';

/**
 * The cluster that runs here, by what its folder remembers: it must be possible to stop it whatever has become of cluster.ts.
 * @throws {UsageError} where several run, and none is named
 */
export function runningCluster(folder: string, name: string | undefined): Cluster | undefined {
  const names = [...new Set([...recordsIn(folder).keys(), ...strayClustersIn(folder)])];
  const running = names.filter((each) => localRun({ name: each }, folder) === 'running');
  const chosen = name ?? running[0];
  if (chosen === undefined || !running.includes(chosen)) return undefined;
  if (name === undefined && running.length > 1) {
    throw new UsageError([`${running.join(' and ')} run here: say which is meant, such as --name ${chosen}`]);
  }
  return recordedCluster(chosen, readRecord({ name: chosen }, folder));
}
