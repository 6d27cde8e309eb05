import type { Cluster, Topic } from '../cluster';
import { progress, type Run } from '../program';
import { bringUp } from './bring-up';
import { untilHealthy } from './cluster-state';
import { demonstrate } from './demonstrate';
import { nextCommand, type clusterSettings } from './settings';
import { statusText } from './status-text';

const CATCH_UP_MS = 10_000;

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
  // After a restart the replicas catch up within moments: what is shown should be how it stays.
  const state = await untilHealthy(cluster, values.folder, CATCH_UP_MS, signal);
  process.stdout.write(`${statusText(cluster, state, Date.now(), nextCommand(cluster, values))}\n`);
}
