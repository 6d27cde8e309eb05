import { metadataText, type Cluster } from '../../cluster';
import type { BrokerHealth, GroupHealth, TopicHealth } from '../../kafka';
import { bytes, grouped, table, timeSpan } from '../../cli-kit';
import { isHealthy, troubles, type ClusterState, type PodStatus, type ServerState } from '../../target';
import type { NextCommands } from '../cluster/next-commands';
import { quorumText } from './quorum-text';

/** What `status` prints; whatever is broken comes first. `next` is the command that mends or follows. */
export function statusText(cluster: Cluster, state: ClusterState, now: number, next: NextCommands): string {
  const down = state.servers.filter((server) => server.state === 'down' && server.described).map(({ name }) => name);
  const outdated = state.servers.filter((server) => server.outdated).map(({ name }) => name);
  const topics = state.health?.topics.filter(({ internal }) => !internal) ?? [];
  const groups = state.health?.groups ?? [];
  return [
    headline(cluster, state),
    serverTable(state, now),
    ...state.servers.flatMap(({ name, fault }) => (fault === undefined ? [] : [`${name}: ${fault}`])),
    ...(outdated.length > 0 && state.refusal === undefined
      ? [
          `with properties of before the last change: ${outdated.join(', ')} (${next.restart(outdated)} applies the new ones)`,
        ]
      : []),
    ...quorumText(state),
    ...(state.ui === undefined ? [] : [`Kafka UI ${state.ui}`]),
    ...(state.pods?.length ? [podTable(state.pods, now)] : []),
    ...(topics.length > 0 ? [topicTable(topics)] : []),
    ...(groups.length > 0 ? [groupTable(groups)] : []),
    state.refusal === undefined
      ? `next: ${nextOf(state, next, down)}`
      : `${next.up} would be refused: ${state.refusal}`,
  ].join('\n');
}

function nextOf(state: ClusterState, next: NextCommands, down: readonly string[]): string {
  if (down.length > 0) {
    return `${next.up}    (starts ${down.length === state.servers.length ? 'the cluster' : down.join(', ')})`;
  }
  const unreachable = state.servers.filter(({ mendedBy }) => mendedBy === 'up').map(({ name }) => name);
  if (unreachable.length > 0) return `${next.up}    (makes what clients reach ${unreachable.join(', ')} by)`;
  const silent = state.servers.filter((server) => server.state === 'silent').map(({ name }) => name);
  if (silent.length > 0) return `${next.restart(silent)}    (${silent.join(', ')} answers nobody)`;
  return isHealthy(state) ? next.produce : next.status;
}

function headline(cluster: Cluster, state: ClusterState): string {
  const versions = `kafka ${cluster.kafkaVersion}, ${metadataText(cluster.metadata)}`;
  if (state.servers.every((server) => server.state === 'down')) return `${versions}: DOWN`;
  if (!state.health) {
    const isInside = state.servers.every(({ role, address }) => role !== 'broker' || address === undefined);
    if (state.stranger !== undefined) return `${versions}: NOT ANSWERING, since ${state.stranger}`;
    return `${versions}: ${isInside ? 'NOT ASKED, since it is reachable inside Kubernetes only' : 'NOT ANSWERING'}`;
  }
  const { total } = state.health.partitions;
  if (isHealthy(state)) return `${versions}: healthy, ${total} ${total === 1 ? 'partition' : 'partitions'} in sync`;
  return `${versions}: DEGRADED: ${troubles(state).join('; ')}`;
}

function serverTable({ servers, health }: ClusterState, now: number): string {
  const byId = new Map(health?.brokers.map((broker) => [broker.id, broker]));
  const rows = [...servers]
    .sort((a, b) => rank(a) - rank(b))
    .map((server) => {
      const broker = server.role === 'broker' ? byId.get(server.id) : undefined;
      return [
        server.name,
        server.address ?? '-',
        stateText(server, now),
        roleText(server, health?.controllerId),
        broker ? String(broker.leads) : '-',
        broker ? inSync(broker) : '-',
        server.dataSize ? bytes(server.dataSize) : '-',
      ];
    });
  return table(['SERVER', 'ADDRESS', 'STATE', 'ROLE', 'LEADS', 'ISR', 'DISK'], rows);
}

/** Of controllers that are nothing else those that only vote are told from the one that decides. */
function roleText({ role, id }: ServerState, controllerId: number | undefined): string {
  if (role === 'zookeeper') return role;
  if (id === controllerId) return 'controller';
  return role === 'controller' ? 'voter' : '-';
}

const rank = ({ state, role }: ServerState): number =>
  ['down', 'silent', 'starting', 'up'].indexOf(state) + (role === 'broker' ? 0 : 0.5);

const inSync = ({ inSync: held, replicas }: BrokerHealth): string =>
  `${held}/${replicas}${held < replicas ? ' !' : ''}`;

function stateText({ state, since }: ServerState, now: number): string {
  if (state === 'silent') return 'NOT ANSWERING';
  if (!since) return state === 'down' ? 'DOWN' : state;
  return state === 'down' ? `DOWN for ${age(since, now)}` : `${state} ${age(since, now)}`;
}

const age = (since: Date, now: number): string => timeSpan(Math.max(0, now - since.getTime()));

/** Without those of Jobs that have succeeded, of which there are soon many. */
const podTable = (pods: readonly PodStatus[], now: number): string =>
  table(
    ['POD', 'STATUS', 'RESTARTS', 'FOR', 'NODE'],
    [...pods]
      .filter(({ status }) => status !== 'Completed' && status !== 'Succeeded')
      .sort((a, b) => Number(a.isSettled) - Number(b.isSettled))
      .map(({ name, status, restarts, since, node }) => [
        name,
        status,
        restarts,
        since ? age(since, now) : '-',
        node ?? '-',
      ]),
  );

const topicTable = (topics: readonly TopicHealth[]): string =>
  table(
    ['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR', 'ISR', 'MESSAGES'],
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

const groupTable = (groups: readonly GroupHealth[]): string =>
  table(
    ['GROUP', 'STATE', 'MEMBERS', 'TOPIC', 'LAG'],
    groups.flatMap(({ groupId, state, members, lag, uncommitted, beyondEnd }) => {
      const topics = Object.entries(lag);
      const rows = topics.length > 0 ? topics : [['-', undefined] as const];
      return rows.map(([topic, left]) => [
        ...[groupId, state, members ?? '-', topic],
        lagText(left, uncommitted[topic], beyondEnd[topic]),
      ]);
    }),
  );

/** `34 (4 uncommitted)`: those of partitions where the group has committed nothing. */
function lagText(lag: number | undefined, uncommitted = 0, beyondEnd: readonly number[] = []): string {
  if (beyondEnd.length > 0) return `- (committed beyond the end: partition ${beyondEnd.join(', ')})`;
  return lag === undefined ? '-' : `${grouped(lag)}${uncommitted > 0 ? ` (${grouped(uncommitted)} uncommitted)` : ''}`;
}
