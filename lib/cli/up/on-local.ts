import type { Cluster, Topic } from '../../cluster';
import type { Client } from '../../kafka';
import type { Report } from '../../local';
import type { Run } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import { bringUp } from './bring-up';
import { untilHealthy } from '../state/cluster-state';
import { demonstrate } from '../start/demonstrate';
import { localState } from '../state/local-state';
import { nextCommands } from '../cluster/next-commands';
import type { clusterSettings, placeSettings } from '../cluster/settings';
import { statusText } from '../status/status-text';

type LocalRun = Run<typeof clusterSettings & typeof placeSettings>;

const CATCH_UP_MS = 10_000;

/** `npm start` with the cluster as processes on this machine. */
export async function startOnLocal(cluster: Cluster, topic: Topic, run: LocalRun): Promise<void> {
  const { values, signal } = run;
  await use(cluster, run, (client, report) => demonstrate(client, topic.name, report, signal));
  // After a restart the replicas catch up within moments: what is shown should be how it stays.
  const state = await untilHealthy(() => localState(cluster, values.folder, signal), CATCH_UP_MS, signal);
  process.stdout.write(`${statusText(cluster, state, Date.now(), nextCommands(cluster, 'local', values))}\n`);
}

/** `npm run up` with the cluster as processes on this machine. */
export async function upOnLocal(cluster: Cluster, run: LocalRun): Promise<void> {
  await use(cluster, run, () => Promise.resolve());
  run.note(`next: ${nextCommands(cluster, 'local', run.values).status}`);
}

async function use(
  cluster: Cluster,
  { values, signal, note }: LocalRun,
  work: (client: Client, report: Report) => Promise<void>,
): Promise<void> {
  const { report, end } = progress();
  try {
    const { result, client } = await bringUp(cluster, { folder: values.folder, report, signal });
    const running = result.servers.filter(({ outcome }) => outcome === 'already running').map(({ name }) => name);
    if (running.length > 0) note(`already running: ${running.join(', ')}`);
    await work(client, report);
    await client.close();
  } finally {
    end();
  }
}
