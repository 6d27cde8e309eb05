import type { Cluster } from '../cluster';
import { NOT_ASKED, topicDifferences, type Comparison } from '../target';
import { localAccess } from './access';
import { localRun } from './local-run';
import { LocalRunError } from './local-run-error';
import { named } from './named';
import { readRecord } from './record';

/** Topics as brokers of the cluster have them, where it runs: that may not be where it is described by now. */
export async function compareTopics(cluster: Cluster, folder: string, signal: AbortSignal): Promise<Comparison> {
  if (localRun(cluster, folder) !== 'running') return { differences: [], refusals: [], notes: [NOT_ASKED] };
  const running = named(cluster, { name: undefined, ports: {} }, readRecord(cluster, folder), 'look');
  return topicDifferences(localAccess(running, folder), cluster, signal);
}

/** `error` of a start that was refused, with what brokers that run know to be refused as well: all faults at once. */
export async function withRefusedTopics(
  error: unknown,
  cluster: Cluster,
  folder: string,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof LocalRunError) || !['HOLDS_REPLICAS', 'REFUSED_CHANGE'].includes(error.code)) return error;
  const { refusals } = await compareTopics(cluster, folder, signal);
  const faults = [...new Set([...error.faults, ...refusals])];
  return faults.length === error.faults.length ? error : new LocalRunError(error.code, faults, { cause: error });
}
