import { address, type Cluster } from '../cluster';
import type { BrokerHealth, TopicHealth } from '../kafka';
import type { ServerStatus } from '../local';
import { bytes, grouped, table, timeSpan } from '../program';
import { isHealthy, type ClusterState } from './cluster-state';

/** What `status` prints; whatever is broken comes first. `next` is the command that mends or follows. */
export function statusText(
  cluster: Cluster,
  state: ClusterState,
  now: number,
  command: (verb: string) => string,
): string {
  const down = state.servers.filter((server) => server.state === 'down').map(({ name }) => name);
  const parts = [headline(cluster, state), servers(cluster, state, now)];
  if (state.health) {
    const topics = state.health.topics.filter(({ internal }) => !internal);
    if (topics.length > 0) parts.push(topicTable(topics));
    if (state.health.groups.length > 0) parts.push(groups(state.health.groups));
  }
  if (down.length > 0)
    parts.push(
      `next: ${command('up')}    (starts ${down.length === state.servers.length ? 'the cluster' : down.join(', ')})`,
    );
  else parts.push(`next: ${command(isHealthy(state) ? 'produce' : 'status')}`);
  return parts.join('\n');
}

function headline({ kafkaVersion, zookeeperVersion }: Cluster, state: ClusterState): string {
  const versions = `kafka ${kafkaVersion}, ZooKeeper ${zookeeperVersion}`;
  if (state.servers.every((server) => server.state === 'down')) return `${versions}: DOWN`;
  if (!state.health) return `${versions}: NOT ANSWERING`;
  const { total, underReplicated, offline } = state.health.partitions;
  if (isHealthy(state)) return `${versions}: healthy, ${total} partitions in sync`;
  return `${versions}: DEGRADED, ${underReplicated} of ${total} partitions under-replicated, ${offline} offline`;
}

function servers(cluster: Cluster, { servers: all, health }: ClusterState, now: number): string {
  const byId = new Map(health?.brokers.map((broker) => [broker.id, broker]));
  const rows = [...all]
    .sort((a, b) => rank(a) - rank(b))
    .map((server) => {
      const broker = server.role === 'broker' ? byId.get(server.id) : undefined;
      const role =
        server.role === 'zookeeper' ? 'zookeeper' : broker && server.id === health?.controllerId ? 'controller' : '-';
      return [
        server.name,
        addressOf(cluster, server),
        stateText(server, now),
        role,
        broker ? String(broker.leads) : '-',
        broker ? inSync(broker) : '-',
        server.dataSize > 0 ? bytes(server.dataSize) : '-',
      ];
    });
  return table(['SERVER', 'ADDRESS', 'STATE', 'ROLE', 'LEADS', 'IN SYNC', 'DISK'], rows);
}

const rank = ({ state, role }: ServerStatus): number =>
  (state === 'down' ? 0 : state === 'starting' ? 1 : 2) + (role === 'zookeeper' ? 0.5 : 0);

const inSync = ({ inSync: held, replicas }: BrokerHealth): string =>
  `${held}/${replicas}${held < replicas ? ' !' : ''}`;

function addressOf(cluster: Cluster, { role, id }: ServerStatus): string {
  const port =
    role === 'broker'
      ? cluster.brokers.find((broker) => broker.id === id)?.externalPort
      : cluster.zookeeper.servers.find((server) => server.id === id)?.localClientPort;
  return port === undefined ? '-' : address({ host: 'localhost', port });
}

function stateText({ state, since }: ServerStatus, now: number): string {
  if (!since) return state === 'down' ? 'never started' : state;
  const span = timeSpan(Math.max(0, now - since.getTime()));
  return state === 'down' ? `DOWN since ${span}` : `${state} ${span}`;
}

const topicTable = (topics: readonly TopicHealth[]): string =>
  table(
    ['TOPIC', 'PARTITIONS', 'FACTOR', 'IN SYNC', 'MESSAGES'],
    [...topics]
      .sort((a, b) => a.inSync - a.replicationFactor - (b.inSync - b.replicationFactor))
      .map(({ name, partitions, replicationFactor, inSync: least, messages }) => [
        name,
        partitions,
        replicationFactor,
        `${least}/${replicationFactor}${least < replicationFactor ? ' !' : ''}`,
        messages ?? '-',
      ]),
  );

const groups = (all: NonNullable<ClusterState['health']>['groups']): string =>
  table(
    ['GROUP', 'STATE', 'MEMBERS', 'TOPIC', 'LAG'],
    all.flatMap(({ groupId, state, members, lag }) => {
      const topics = Object.entries(lag);
      const rows = topics.length > 0 ? topics : [['-', undefined] as const];
      return rows.map(([topic, left]) => [groupId, state, members, topic, left === undefined ? '-' : grouped(left)]);
    }),
  );
