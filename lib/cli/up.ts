import { localAddresses, type Cluster } from '../cluster';
import { runProgram, type Run } from '../cli-kit';
import { describedCluster } from './client/described-cluster';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, consoleSettings, portSettings, targetSettings } from './cluster/settings';
import { bringUp } from './up/bring-up';

const settings = { ...targetSettings, ...clusterSettings, ...portSettings, ...consoleSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const target = await findCluster(run, 'start');
  const exitCode = await bringUp(target, run);
  const brokers = elsewhere(target.cluster, describedCluster(run.values));
  if (brokers !== undefined) run.note(`programs of your own find it there by KAFKA_BROKERS=${brokers}`);
  run.note(`next: ${nextCommands(target).status}`);
  return exitCode;
}

/** Its addresses, where they are not those that are described, which is where programs look. */
function elsewhere(cluster: Cluster, described: Cluster): string | undefined {
  const [started, usual] = [cluster, described].map((each) => localAddresses(each).join());
  return started === usual ? undefined : started;
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
