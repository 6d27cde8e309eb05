import type { Cluster, Topic } from '../cluster';
import { progress, type Run } from '../program';
import { bringUp } from './bring-up';
import { clusterState } from './cluster-state';
import { demonstrate } from './demonstrate';
import { sameCluster, type clusterSettings } from './settings';
import { statusText } from './status-text';

/** `npm start` with the cluster as processes on this machine. */
export async function startOnLocal(
  cluster: Cluster,
  topic: Topic,
  { values, signal, note }: Run<typeof clusterSettings>,
): Promise<void> {
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
}
