import { DEMONSTRATION_COUNT } from '../cluster';
import { runProgram, UsageError, type Run } from '../program';
import { startOnKind } from './on-kind';
import { startOnLocal } from './on-local';
import { findPlace } from './place';
import { chosenCluster, clusterSettings, placeSettings } from './settings';

const settings = { ...placeSettings, ...clusterSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const cluster = chosenCluster(run.values);
  const topic = cluster.topics[0];
  if (!topic)
    throw new UsageError([
      'npm start produces to the first topic of the cluster, but cluster.ts names none: add one, or use npm run up',
    ]);
  if ((await findPlace(cluster, run)) === 'kind') await startOnKind(cluster, run);
  else await startOnLocal(cluster, topic, run);
  return 0;
}

void runProgram({
  command: 'npm start --',
  summary: `Starts the cluster on kind or on this machine, produces ${DEMONSTRATION_COUNT} messages and consumes them. The cluster is left running.`,
  examples: ['npm start -- --on kind', 'npm start -- --cluster one-broker'],
  settings,
  main,
});
