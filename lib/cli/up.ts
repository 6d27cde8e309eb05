import { runProgram, type Run } from '../program';
import { upOnKind } from './on-kind';
import { upOnLocal } from './on-local';
import { findPlace } from './place';
import { chosenCluster, clusterSettings, placeSettings } from './settings';

const settings = { ...placeSettings, ...clusterSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const cluster = chosenCluster(run.values);
  const bringUp = (await findPlace(cluster, run)) === 'kind' ? upOnKind : upOnLocal;
  await bringUp(cluster, run);
  return 0;
}

void runProgram({
  command: 'npm run up --',
  summary: 'Starts what does not run yet of the cluster, on kind or on this machine, and waits until it is ready.',
  examples: [
    'npm run up -- --cluster one-broker',
    'npm run up -- --name second --broker-port 12091 --zookeeper-port 12181 --ui-port 12080',
  ],
  settings,
  main,
});
