import '../program/plain-errors';
import { DEMONSTRATION_COUNT } from '../cluster';
import { runProgram, UsageError, type Run } from '../program';
import { findCluster, remembered } from './find-cluster';
import { startOnKind } from './on-kind';
import { startOnLocal } from './on-local';
import { clusterSettings, placeSettings, portSettings } from './settings';

const settings = { ...placeSettings, ...clusterSettings, ...portSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const { cluster, place } = await findCluster(run, 'start');
  const topic = cluster.topics[0];
  if (!topic)
    throw new UsageError([
      'npm start produces to the first topic of the cluster, but cluster.ts names none: add one, or use npm run up',
    ]);
  await remembered(cluster, place, run, () =>
    place === 'kind' ? startOnKind(cluster, run) : startOnLocal(cluster, topic, run),
  );
  return 0;
}

void runProgram({
  command: 'npm start --',
  summary: `Starts the cluster on kind or on this machine, produces ${DEMONSTRATION_COUNT} messages and consumes them. The cluster is left running.`,
  examples: ['npm start -- --on kind', 'npm start -- --cluster one-broker'],
  settings,
  main,
});
