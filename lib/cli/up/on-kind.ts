import { hostAddresses, type Cluster } from '../../cluster';
import { contextOf, demonstrate, findNodes, up, type Report } from '../../kind';
import { reasonIn } from '../../local';
import { command } from '../../package';
import { project, table, type Run, type Values } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import { nextCommands } from '../cluster/next-commands';
import { sameCluster, type clusterSettings, type placeSettings } from '../cluster/settings';

type Settings = typeof clusterSettings & typeof placeSettings;

/** `npm start` with the cluster on kind; the messages are produced and consumed by Jobs in pods. */
export const startOnKind = (cluster: Cluster, run: Run<Settings>): Promise<void> =>
  bringUp(cluster, run, (report) => demonstrate(cluster, { report, signal: run.signal }));

/** `npm run up` with the cluster on kind. */
export const upOnKind = (cluster: Cluster, run: Run<Settings>): Promise<void> =>
  bringUp(cluster, run, () => Promise.resolve());

async function bringUp(
  cluster: Cluster,
  { values, signal, note }: Run<Settings>,
  use: (report: Report) => Promise<unknown>,
): Promise<void> {
  const { report, end } = progress();
  try {
    const { changed, ui } = await up(cluster, {
      folder: project.kindFolder,
      project: project.root,
      report,
      explain: reasonIn,
      signal,
    });
    if (!changed) note(`nothing to change: kind cluster ${cluster.name} is as described`);
    await use(report);
    end();
    process.stdout.write(`${summary(cluster, ui, values)}\n`);
  } catch (error) {
    end();
    if (signal.aborted) note(await remains(cluster, sameCluster({ ...values, on: 'kind' })));
    throw error;
  }
}

function summary(cluster: Cluster, ui: string, values: Values<Settings>): string {
  const brokers = cluster.reachable.from === 'inside' ? [] : [['brokers', hostAddresses(cluster).join(', ')]];
  return [
    `kafka ${cluster.kafkaVersion}, ZooKeeper, on kind cluster ${cluster.name}: all pods ready`,
    table(
      ['WHAT', 'WHERE'],
      [...brokers, ['Kafka UI', ui], ['pods', `kubectl --context ${contextOf(cluster)} get pods`]],
    ),
    `next: ${nextCommands(cluster, 'kind', values).produce}    (${command('down', sameCluster({ ...values, on: 'kind' }))} removes the kind cluster)`,
  ].join('\n');
}

/** What a stop in the middle left behind. */
const remains = async (cluster: Cluster, flags: string): Promise<string> =>
  (await findNodes(cluster)).length === 0
    ? 'stopped; nothing is left running'
    : `stopped; kind cluster ${cluster.name} is left: ${command('start', flags)} goes on, ${command('down', flags)} removes it`;
