import { clusterInHand, command } from '../package';
import { runProgram, boolean, UsageError, type Run } from '../cli-kit';
import { progress } from '../cli-kit/progress';
import type { Target } from '../target';
import { findRunning } from './cluster/find-running';
import { clusterSettings, targetSettings, portSettings } from './cluster/settings';

const settings = {
  deleteData: boolean({ flag: ['delete-data'], help: 'remove topics, messages and logs too; there is no way back' }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { deleteData } = values;
  const target = await findRunning(run, 'stopped');
  if (!target.keepsData && !deleteData && values.on === undefined) await requireNothingToLose(target, run);
  const { report, end } = progress();
  const outcome = await target.down({ deleteData, report, signal }).finally(end);
  note(
    outcome === 'not there'
      ? `there is no cluster ${target.cluster.name} ${target.where}: nothing to stop, and no data`
      : `next: ${command('start', '', { ...clusterInHand(), on: target.name })}    (${outcome === 'kept' ? 'finds the data again' : 'with a new cluster'})`,
  );
  return 0;
}

/** Whoever did not say which target may expect what `down` does on others: to keep the data. */
async function requireNothingToLose(target: Target, { signal }: Run<typeof settings>): Promise<void> {
  if ((await target.presence(signal)) === undefined) return;
  throw new UsageError([
    `${target.where}, down deletes topics and messages too: say ${command('down', '', { ...clusterInHand(), on: target.name })} (or --delete-data) if that is what you want`,
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
