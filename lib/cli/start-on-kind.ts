import { hostAddresses, type Cluster } from '../cluster';
import { contextOf, demonstrate, findNodes, up } from '../kind';
import { progress, table, type Run } from '../program';
import { KIND_FOLDER } from './place';
import { sameCluster, type clusterSettings } from './settings';

/** `npm start` with the cluster on kind; the messages are produced and consumed by Jobs in pods. */
export async function startOnKind(
  cluster: Cluster,
  { values, signal, note }: Run<typeof clusterSettings>,
): Promise<void> {
  const { report, end } = progress();
  try {
    const { nodes, applied, ui } = await up(cluster, { folder: KIND_FOLDER, report, signal });
    if (nodes === 'existed' && applied.every(({ action }) => action === 'unchanged')) {
      note(`nothing to change: kind cluster ${cluster.name} is as described`);
    }
    await demonstrate(cluster, { report, signal });
    end();
    process.stdout.write(`${summary(cluster, ui, sameCluster(values, '--on kind'))}\n`);
  } catch (error) {
    end();
    if (signal.aborted) note(await remains(cluster, sameCluster(values, '--on kind')));
    throw error;
  }
}

function summary(cluster: Cluster, ui: string, flags: string): string {
  const where = table(
    ['WHAT', 'WHERE'],
    [
      ...(cluster.reachable.from === 'kind' ? [['brokers, from here', hostAddresses(cluster).join(', ')]] : []),
      ['Kafka UI', ui],
      ['pods', `kubectl --context ${contextOf(cluster)} get pods`],
    ],
  );
  return `kafka ${cluster.kafkaVersion}, ZooKeeper, on kind cluster ${cluster.name}: all pods ready\n${where}\nnext: npm run produce    (npm run down${flags} removes the kind cluster)`;
}

/** What a stop in the middle left behind. */
const remains = async (cluster: Cluster, flags: string): Promise<string> =>
  (await findNodes(cluster)).length === 0
    ? 'stopped; nothing is left running'
    : `stopped; kind cluster ${cluster.name} is left: npm start${flags} goes on, npm run down${flags} removes it`;
