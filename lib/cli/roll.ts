import { runProgram, unexpectedWord, UsageError, type Run } from '../cli-kit';
import { findCluster } from './cluster/find-cluster';
import { oneAfterAnother } from './restart/one-after-another';
import { requirePresence } from './cluster/require-presence';
import { rollNext } from './restart/roll-next';
import { settings } from './restart/settings';

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal } = run;
  if (positionals.length > 0) throw new UsageError(positionals.map((word) => unexpectedWord(word, 'roll')));
  const target = await findCluster(run, 'look');
  await requirePresence(target, signal);
  const servers = target.cluster.servers.map(({ name }) => name);
  return oneAfterAnother(target, servers, { ...run, deadlineMs: values.deadline }, rollNext);
}

void runProgram({
  verb: 'roll',
  summary:
    'Restarts all servers, one after another, each when all is in sync after the one before; clients go on meanwhile. The controller is the last of the brokers, then comes ZooKeeper.',
  examples: ['', '--deadline 10m'],
  settings,
  main,
});
