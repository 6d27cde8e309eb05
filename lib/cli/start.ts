import { DEMONSTRATION_COUNT } from '../cluster';
import { command } from '../package';
import { runProgram, UsageError, type Run } from '../cli-kit';
import { findCluster, remembered } from './cluster/find-cluster';
import { startOnKind } from './up/on-kind';
import { startOnLocal } from './up/on-local';
import { clusterSettings, placeSettings, portSettings } from './cluster/settings';

const settings = { ...placeSettings, ...clusterSettings, ...portSettings };

async function main(run: Run<typeof settings>): Promise<number> {
  const { cluster, place } = await findCluster(run, 'start');
  const topic = cluster.topics[0];
  if (!topic)
    throw new UsageError([
      `${command('start')} produces to the first topic of the cluster, but cluster.ts names none: add one, or use ${command('up')}`,
    ]);
  await remembered(cluster, place, run, () =>
    place === 'kind' ? startOnKind(cluster, run) : startOnLocal(cluster, topic, run),
  );
  return 0;
}

void runProgram({
  verb: 'start',
  summary: `Starts the cluster on kind or on this machine, produces ${DEMONSTRATION_COUNT} messages and consumes them. The cluster is left running.`,
  examples: ['--on kind', '--cluster one-broker'],
  settings,
  main,
});
