import '../program/plain-errors';
import { UnknownClusterError, type Cluster } from '../cluster';
import { down as downKind, findNodes, requireTools } from '../kind';
import { down as downLocal, localRun } from '../local';
import { runProgram, toggle, UsageError, type Run } from '../program';
import { progress } from '../program/progress';
import { descriptionFault } from '../program/description-fault';
import { exitCodeOf } from '../program/exit-codes';
import { KIND_FOLDER } from './place';
import { runningCluster } from './running-cluster';
import { clusterSettings, placeSettings, portSettings, sameCluster, type Place } from './settings';

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
    if (place === 'kind') await downKind(cluster, { folder: KIND_FOLDER, report, signal });
    else await downLocal(cluster, { folder, deleteData, report });
  } finally {
    end();
  }
  const isKept = place === 'local' && localRun(cluster, folder) === 'stopped';
  note(
    `next: npm start${sameCluster({ ...values, on: place })}    (${isKept ? 'finds the data again' : 'with a new cluster'})`,
  );
  return 0;
}

/** What runs here is stopped whatever cluster.ts describes by now, or whether it describes anything. */
async function toStop(run: Run<typeof settings>): Promise<{ readonly cluster: Cluster; readonly place: Place }> {
  try {
    const { findCluster } = await import('./find-cluster.ts');
    return await findCluster(run, 'look');
  } catch (error) {
    const { folder, name, on } = run.values;
    const code = exitCodeOf(error);
    const reason = error instanceof Error && code !== undefined ? error.message : descriptionFault(error);
    if (reason === undefined) throw error;
    const isDescribed = error instanceof UsageError || error instanceof UnknownClusterError;
    const cluster = isDescribed || on === 'kind' ? undefined : runningCluster(folder, name);
    if (cluster === undefined) throw code === undefined ? new UsageError([reason]) : error;
    run.note(`${reason}: cluster ${cluster.name} is stopped as it was started`);
    return { cluster, place: 'local' };
  }
}

/** Whoever did not say "kind" may expect what `down` does elsewhere: to keep the data. */
async function requireNothingToLose(cluster: Cluster, { values, signal }: Run<typeof settings>): Promise<void> {
  await requireTools(signal);
  if ((await findNodes(cluster, signal)).length === 0) return;
  throw new UsageError([
    `on kind, down deletes topics and messages too: say npm run down${sameCluster({ ...values, on: 'kind' })} (or --delete-data) if that is what you want`,
  ]);
}

void runProgram({
  command: 'npm run down --',
  summary:
    'Stops the brokers, then ZooKeeper, and keeps the data; on kind, removes the kind cluster with all its data, if --on kind or --delete-data is given.',
  examples: ['npm run down -- --delete-data', 'npm run down -- --on kind'],
  settings,
  main,
});
