import { DEMONSTRATION_COUNT } from '../cluster';
import { command } from '../package';
import { runProgram, UsageError, type Run } from '../cli-kit';
import { untilHealthy } from '../target';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, consoleSettings, portSettings, targetSettings } from './cluster/settings';
import { statusText } from './status/status-text';
import { bringUp } from './up/bring-up';

const settings = { ...targetSettings, ...clusterSettings, ...portSettings, ...consoleSettings };

/** After a restart the replicas catch up within moments: what is shown should be how it stays. */
const CATCH_UP_MS = 10_000;

async function main(run: Run<typeof settings>): Promise<number> {
  const { signal } = run;
  const target = await findCluster(run, 'start');
  const { cluster } = target;
  if (cluster.topics.length === 0)
    throw new UsageError([
      `${command('start')} produces to the first topic of the cluster, but cluster.ts names none: add one, or use ${command('up')}`,
    ]);
  const exitCode = await bringUp(target, run, target.demonstrate);
  const state = await untilHealthy(() => target.state(signal), CATCH_UP_MS, signal);
  process.stdout.write(`${statusText(cluster, state, Date.now(), nextCommands(target))}\n`);
  return exitCode;
}

void runProgram({
  verb: 'start',
  summary: `Starts the cluster on kind or on this machine, produces ${DEMONSTRATION_COUNT} messages and consumes them. The cluster is left running.`,
  examples: ['--on kind', '--cluster one-broker'],
  settings,
  main,
});
