import { runProgram, type Run } from '../cli-kit';
import { findCluster, remembered } from './cluster/find-cluster';
import { upOnKind } from './up/on-kind';
import { upOnLocal } from './up/on-local';
import { clusterSettings, placeSettings, portSettings } from './cluster/settings';

const settings = { ...placeSettings, ...clusterSettings, ...portSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const { cluster, place } = await findCluster(run, 'start');
  const bringUp = place === 'kind' ? upOnKind : upOnLocal;
  await remembered(cluster, place, run, () => bringUp(cluster, run));
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
