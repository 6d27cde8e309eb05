import { factsOf, type Cluster } from '../cluster';
import { runningProcess } from '../common/pid-file';
import { command } from '../package';
import { differencesBetween, NOT_ASKED, topicDifferences, type Comparison } from '../target';
import { readRecord } from './record';
import { localRun } from './local-run';
import { refusalOfStart } from './require-safe-start';
import { isOutdated, serversOf } from './servers/server';

/** What is there of the cluster from what is described; undefined where it was never started. */
export async function compare(cluster: Cluster, folder: string, signal: AbortSignal): Promise<Comparison | undefined> {
  const facts = readRecord(cluster, folder)?.facts;
  if (!facts) return undefined;
  const differences = differencesBetween(facts, factsOf(cluster), 'local');
  const refusal = refusalOfStart(cluster, folder);
  const topics: Comparison =
    localRun(cluster, folder) === 'running'
      ? await topicDifferences([`localhost:${Number(facts['hostPorts.brokers'])}`], cluster, signal)
      : { differences: [], refusals: [], notes: [NOT_ASKED] };
  return {
    differences: [...differences, ...topics.differences],
    refusals: refusal === undefined ? topics.refusals : [refusal],
    notes: [...waiting(cluster, folder), ...topics.notes],
  };
}

/** Servers that run as they were described before. */
function waiting(cluster: Cluster, folder: string): readonly string[] {
  const outdated = serversOf(cluster, folder).filter((server) => runningProcess(server.pidFile) && isOutdated(server));
  const names = outdated.map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `${names.join(', ')} ${names.length === 1 ? 'runs' : 'run'} with older properties: ${command('restart', names.join(' '))} applies the new ones`,
  ];
}
