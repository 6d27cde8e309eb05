import { runProgram, type Run } from '../cli-kit';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, consoleSettings, portSettings, targetSettings } from './cluster/settings';
import { bringUp } from './up/bring-up';

const settings = { ...targetSettings, ...clusterSettings, ...portSettings, ...consoleSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const target = await findCluster(run, 'start');
  await bringUp(target, run);
  run.note(`next: ${nextCommands(target, run.values).status}`);
  return 0;
}

void runProgram({
  verb: 'up',
  summary: 'Starts what does not run yet of the cluster, on kind or on this machine, and waits until it is ready.',
  examples: [
    '--cluster one-broker',
    '--name second --on local --broker-port 12091 --zookeeper-port 12181',
    '--name second',
  ],
  settings,
  main,
});
