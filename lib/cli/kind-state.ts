import { address, externalEndpoint, type Cluster } from '../cluster';
import { requireClusterId, status, type PodStatus } from '../kind';
import { askHealth, type ClusterState, type ServerState } from './cluster-state';

/** How the cluster is on kind. @throws {KindError} `OTHER_CLUSTER` when its addresses lead to another one */
export async function kindState(cluster: Cluster, signal: AbortSignal): Promise<ClusterState> {
  const pods = await status(cluster, signal);
  const servers = serversOf(cluster, pods);
  const undescribed = undescribedIn(servers, pods);
  const health = await askHealth(servers, signal);
  // Ports may lead elsewhere: a NodePort belongs to whoever was the first to ask for it.
  if (health) await requireClusterId(cluster, health.clusterId, signal);
  return { servers, undescribed, pods, health };
}

/** Such as those that a smaller description has left running. */
export const undescribedIn = (
  servers: readonly Pick<ServerState, 'name'>[],
  pods: readonly Pick<PodStatus, 'name'>[],
): readonly string[] =>
  pods
    .map(({ name }) => name)
    .filter((name) => /^(broker|zookeeper)-\d+$/.test(name) && !servers.some((server) => server.name === name));

const serversOf = (cluster: Cluster, pods: readonly PodStatus[]): ServerState[] => [
  ...cluster.zookeeper.servers.map(({ id }) => serverOf('zookeeper', id, pods, undefined)),
  ...cluster.brokers.map((broker) => {
    const endpoint = externalEndpoint(cluster, broker);
    return serverOf('broker', broker.id, pods, endpoint && address(endpoint));
  }),
];

function serverOf(
  role: ServerState['role'],
  id: number,
  pods: readonly PodStatus[],
  clientAddress: string | undefined,
): ServerState {
  const name = `${role}-${id}`;
  const pod = pods.find((one) => one.name === name);
  return {
    role,
    id,
    name,
    address: clientAddress,
    state: pod === undefined ? 'down' : pod.isSettled ? 'up' : 'starting',
    since: pod?.since,
    dataSize: undefined,
  };
}
