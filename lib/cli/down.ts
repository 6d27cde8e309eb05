import { UnknownClusterError, type Cluster } from '../cluster';
import { down as downKind, findNodes, requireTools } from '../kind';
import { down as downLocal, localRun } from '../local';
import { command } from '../package';
import { project, runProgram, toggle, UsageError, type Run } from '../program';
import { progress } from '../program/progress';
import { exitCodeOf } from '../program/exit-codes';
import { findCluster } from './cluster/find-cluster';
import { runningCluster } from './cluster/running-cluster';
import { clusterSettings, placeSettings, portSettings, sameCluster, type Place } from './cluster/settings';

const settings = {
  deleteData: toggle({ flag: ['delete-data'], help: 'remove topics, messages and logs too; there is no way back' }),
  ...placeSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { folder, deleteData } = values;
  const { cluster, place } = await toStop(run);
  if (place === 'kind' && !deleteData && values.on === undefined) await requireNothingToLose(cluster, run);
  if (place === 'local' && localRun(cluster, folder) === undefined) {
    note(`there is no cluster ${cluster.name} in ${folder}: nothing to stop, and no data`);
    return 0;
  }
  const { report, end } = progress();
  try {
    if (place === 'kind') await downKind(cluster, { folder: project.kindFolder, report, signal });
    else await downLocal(cluster, { folder, deleteData, report });
  } finally {
    end();
  }
  const isKept = place === 'local' && localRun(cluster, folder) === 'stopped';
  note(
    `next: ${command('start', sameCluster({ ...values, on: place }))}    (${isKept ? 'finds the data again' : 'with a new cluster'})`,
  );
  return 0;
}

/** What runs here is stopped whatever cluster.ts describes by now, or whether it describes anything. */
async function toStop(run: Run<typeof settings>): Promise<{ readonly cluster: Cluster; readonly place: Place }> {
  try {
    return await findCluster(run, 'look');
  } catch (error) {
    const { folder, name, on } = run.values;
    if (!(error instanceof Error) || exitCodeOf(error) === undefined) throw error;
    const isDescribed = error instanceof UsageError || error instanceof UnknownClusterError;
    const cluster = isDescribed || on === 'kind' ? undefined : runningCluster(folder, name);
    if (cluster === undefined) throw error;
    run.note(`${error.message}: cluster ${cluster.name} is stopped as it was started`);
    return { cluster, place: 'local' };
  }
}

/** Whoever did not say "kind" may expect what `down` does elsewhere: to keep the data. */
async function requireNothingToLose(cluster: Cluster, { values, signal }: Run<typeof settings>): Promise<void> {
  await requireTools(signal);
  if ((await findNodes(cluster, signal)).length === 0) return;
  throw new UsageError([
    `on kind, down deletes topics and messages too: say ${command('down', sameCluster({ ...values, on: 'kind' }))} (or --delete-data) if that is what you want`,
  ]);
}

void runProgram({
  verb: 'down',
  summary:
    'Stops the brokers, then ZooKeeper, and keeps the data; on kind, removes the kind cluster with all its data, if --on kind or --delete-data is given.',
  examples: ['--delete-data', '--on kind'],
  settings,
  main,
});
