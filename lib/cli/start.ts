import { progress, runProgram, UsageError, type Run } from '../program';
import { bringUp } from './bring-up';
import { clusterState } from './cluster-state';
import { demonstrate } from './demonstrate';
import { chosenCluster, clusterSettings, sameCluster } from './settings';
import { statusText } from './status-text';

async function main({ values, signal, note }: Run<typeof clusterSettings>): Promise<number> {
  const cluster = chosenCluster(values);
  const topic = cluster.topics[0];
  if (!topic)
    throw new UsageError([
      'npm start produces to the first topic of the cluster, but cluster.ts names none: add one, or use npm run up',
    ]);
  const { report, end } = progress();
  try {
    const { result, client } = await bringUp(cluster, { folder: values.folder, report, signal });
    const running = result.servers.filter(({ outcome }) => outcome === 'already running').map(({ name }) => name);
    if (running.length > 0) note(`already running: ${running.join(', ')}`);
    await demonstrate(client, topic.name, report, signal);
    await client.close();
  } finally {
    end();
  }
  const state = await clusterState(cluster, values.folder, signal);
  const command = (verb: string) => `npm run ${verb}${verb === 'produce' ? '' : sameCluster(values)}`;
  process.stdout.write(`${statusText(cluster, state, Date.now(), command)}\n`);
  return 0;
}

void runProgram({
  command: 'npm start --',
  summary: 'Starts the cluster on this machine, produces 30 messages and consumes them. The cluster is left running.',
  examples: ['npm start -- --cluster one-broker'],
  settings: clusterSettings,
  main,
});
