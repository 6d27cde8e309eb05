import { waysToMove, type Cluster, type FoundTopic } from '../../cluster';
import { claimName, objectName } from '../../kubernetes/names';
import { command } from '../../package';
import { targetOf } from '../kubectl';
import { toolInPod } from './kafka-tool';
import { topicsOf, type Holding } from './held-replicas';

/** The commands that move every topic of which a broker that is to go holds a replica to those that stay. */
function movingCommands(cluster: Cluster, holdings: readonly Holding[]): readonly string[] {
  const topics = topicsOf(holdings.flatMap(({ replicas }) => replicas)).map((topic) => ({ topic }));
  const staying = cluster.brokers.map(({ id }) => id).join(',');
  const kubectl = `kubectl ${targetOf(cluster).join(' ')} exec`;
  const first = objectName(cluster, 'broker-1');
  const tool = toolInPod('kafka-reassign-partitions');
  return [
    `${kubectl} -i ${first} -- bash -c 'cat >/tmp/topics.json; ${tool} --generate --topics-to-move-json-file /tmp/topics.json --broker-list ${staying} | sed "1,/^Proposed/d" >/tmp/plan.json; ${tool} --execute --reassignment-json-file /tmp/plan.json' <<<'${JSON.stringify({ version: 1, topics })}'`,
    `${kubectl} ${first} -- bash -c '${tool} --verify --reassignment-json-file /tmp/plan.json'    # again, until every reassignment is completed`,
  ];
}

/** Each waits until all is moved; clients find a cluster by its name. */
function reassignments({ name, brokers }: Cluster, topics: ReadonlyMap<string, FoundTopic>): readonly string[] {
  const to = `--to ${brokers.map(({ id }) => id).join(',')}`;
  return waysToMove(brokers.length, topics).map((words) => command('admin', `reassign ${words}${to}`, { name }));
}

/** Most replicas that are named of one broker. */
const MAX_NAMED = 5;

const holdingText = ({ broker, replicas, unknown }: Holding): string =>
  unknown === undefined
    ? `  ${broker} holds ${replicas.length} replicas (${replicas.slice(0, MAX_NAMED).join(', ')}${replicas.length > MAX_NAMED ? ', …' : ''})`
    : `  ${broker} could not be asked what it holds, and must run for that: ${unknown}`;

/** Who has left with nothing, and then the whole cluster was deleted, cannot be told from who holds all. */
function wayToAsk(cluster: Cluster, holding: readonly Holding[]): readonly string[] {
  const unknown = holding.filter((each) => each.unknown !== undefined).map(({ broker }) => broker);
  if (unknown.length === 0) return [];
  const claims = unknown.map((broker) => claimName(cluster, broker)).join(' ');
  return [
    `  describe as many brokers as before, and up starts ${unknown.join(', ')} with what they hold; only where that is nothing for sure: kubectl ${targetOf(cluster).join(' ')} delete pvc ${claims}`,
  ];
}

/**
 * What keeps brokers from going, and the commands that move it away.
 * @param topics those that there are
 */
export function wayForFewer(
  cluster: Cluster,
  holding: readonly Holding[],
  topics: ReadonlyMap<string, FoundTopic>,
): readonly string[] {
  const found = [...holding.map(holdingText), ...wayToAsk(cluster, holding)];
  if (holding.every(({ replicas }) => replicas.length === 0)) return found;
  const staying = cluster.brokers.length;
  const fewer = `topics of more than ${staying} replicas need a plan with fewer of them, written by hand`;
  return [
    ...found,
    ...(cluster.reachable.from === 'inside'
      ? []
      : ['  to move them:', ...reassignments(cluster, topics).map((line) => `    ${line}`)]),
    `  to move them with Kafka's own tools${staying < 3 ? ` (${fewer})` : ''}:`,
    ...movingCommands(cluster, holding).map((line) => `    ${line}`),
  ];
}
