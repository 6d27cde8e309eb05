import { progress, runProgram, type Run } from '../program';
import { bringUp } from './bring-up';
import { chosenCluster, clusterSettings, sameCluster } from './settings';

async function main({ values, signal, note }: Run<typeof clusterSettings>): Promise<number> {
  const cluster = chosenCluster(values);
  const { report, end } = progress();
  try {
    const { result, client } = await bringUp(cluster, { folder: values.folder, report, signal });
    await client.close();
    const running = result.servers.filter(({ outcome }) => outcome === 'already running').map(({ name }) => name);
    if (running.length > 0) note(`already running: ${running.join(', ')}`);
  } finally {
    end();
  }
  note(`next: npm run status${sameCluster(values)}`);
  return 0;
}

void runProgram({
  command: 'npm run up --',
  summary: 'Starts ZooKeeper and the brokers that do not run yet, and waits until the cluster is ready.',
  examples: [
    'npm run up -- --cluster one-broker',
    'npm run up -- --name second --broker-port 12091 --zookeeper-port 12181 --ui-port 12080',
  ],
  settings: clusterSettings,
  main,
});
