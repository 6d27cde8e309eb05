import type { Cluster } from '../cluster';
import { down as downKind, findNodes, requireTools } from '../kind';
import { down as downLocal, localRun } from '../local';
import { command } from '../package';
import { project, runProgram, toggle, UsageError, type Run } from '../cli-kit';
import { progress } from '../cli-kit/progress';
import { findRunning } from './cluster/find-running';
import { clusterSettings, placeSettings, portSettings, sameCluster } from './cluster/settings';

const settings = {
  deleteData: toggle({ flag: ['delete-data'], help: 'remove topics, messages and logs too; there is no way back' }),
  ...placeSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { folder, deleteData } = values;
  const { cluster, place } = await findRunning(run, 'stopped');
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
