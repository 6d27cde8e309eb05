import { hostAddresses, type Cluster } from '../cluster';
import { contextOf, demonstrate, findNodes, up } from '../kind';
import { progress, table, type Run, type Values } from '../program';
import { KIND_FOLDER } from './place';
import { sameCluster, type clusterSettings } from './settings';

/** `npm start` with the cluster on kind; the messages are produced and consumed by Jobs in pods. */
export async function startOnKind(
  cluster: Cluster,
  { values, signal, note }: Run<typeof clusterSettings>,
): Promise<void> {
  const { report, end } = progress();
  try {
    const { changed, ui } = await up(cluster, { folder: KIND_FOLDER, report, signal });
    if (!changed) note(`nothing to change: kind cluster ${cluster.name} is as described`);
    await demonstrate(cluster, { report, signal });
    end();
    process.stdout.write(`${summary(cluster, ui, values)}\n`);
  } catch (error) {
    end();
    if (signal.aborted) note(await remains(cluster, sameCluster(values, '--on kind')));
    throw error;
  }
}

function summary(cluster: Cluster, ui: string, values: Values<typeof clusterSettings>): string {
  const kubectl = `kubectl --context ${contextOf(cluster)}`;
  const fromHere = cluster.reachable.from === 'kind' ? hostAddresses(cluster) : [];
  const where = [
    ['Kafka UI', ui],
    ['pods', `${kubectl} get pods`],
  ];
  const produce =
    fromHere.length === 0
      ? `${kubectl} create job more --from=cronjob/produce`
      : `npm run produce${sameCluster(values) === '' ? '' : ` -- -b ${fromHere[0]!}`}`;
  return [
    `kafka ${cluster.kafkaVersion}, ZooKeeper, on kind cluster ${cluster.name}: all pods ready`,
    table(['WHAT', 'WHERE'], fromHere.length === 0 ? where : [['brokers', fromHere.join(', ')], ...where]),
    `next: ${produce}    (npm run down${sameCluster(values, '--on kind')} removes the kind cluster)`,
  ].join('\n');
}

/** What a stop in the middle left behind. */
const remains = async (cluster: Cluster, flags: string): Promise<string> =>
  (await findNodes(cluster)).length === 0
    ? 'stopped; nothing is left running'
    : `stopped; kind cluster ${cluster.name} is left: npm start${flags} goes on, npm run down${flags} removes it`;
