import { join } from 'node:path';
import { factsOf, type Cluster } from '../cluster';
import { runningProcess } from '../common/pid-file';
import { command } from '../package';
import { differencesBetween, type Comparison } from '../target';
import { compareTopics } from './compare-topics';
import { readRecord, RECORD_FILE } from './record';
import { localRun } from './local-run';
import { refusalsOfStart } from './require-safe-start';
import { clusterFolder } from './servers/server-folder';
import { isOutdated, serversOf } from './servers/server';

/** What is there of the cluster from what is described; undefined where it was never started. */
export async function compare(cluster: Cluster, folder: string, signal: AbortSignal): Promise<Comparison | undefined> {
  if (localRun(cluster, folder) === undefined) return undefined;
  const facts = readRecord(cluster, folder)?.facts;
  const next = factsOf(cluster);
  const refusals = refusalsOfStart(cluster, folder);
  const topics = await compareTopics(cluster, folder, signal);
  return {
    differences: [...(facts ? differencesBetween(facts, next, 'local', refusals) : []), ...topics.differences],
    // What folders tell of topics brokers tell too.
    refusals: [...new Set([...refusals, ...topics.refusals])],
    notes: [
      ...(facts ? [] : [notRemembered(cluster, folder)]),
      // A restart is refused for the same reason.
      ...(refusals.length === 0 ? waiting(cluster, folder) : []),
      ...topics.notes,
    ],
  };
}

const notRemembered = (cluster: Cluster, folder: string): string =>
  `${join(clusterFolder(cluster, folder), RECORD_FILE)} is missing or damaged: of the description it was started with only what servers and data show is compared`;

/** Servers that run as they were described before. */
function waiting(cluster: Cluster, folder: string): readonly string[] {
  const outdated = serversOf(cluster, folder).filter((server) => runningProcess(server.pidFile) && isOutdated(server));
  const names = outdated.map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `${names.join(', ')} ${names.length === 1 ? 'runs' : 'run'} with older properties: ${command('restart', names.join(' '))} applies the new ones`,
  ];
}
