import { address, externalEndpoint, type Cluster } from '../cluster';
import { status, type PodStatus } from '../kind';
import { askHealth, type ClusterState, type ServerState } from './cluster-state';

/** How the cluster is on kind. */
export async function kindState(cluster: Cluster, signal: AbortSignal): Promise<ClusterState> {
  const pods = await status(cluster, signal);
  const servers = serversOf(cluster, pods);
  return { servers, pods, ...(await askHealth(servers, signal)) };
}

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
    described: true,
    fault: undefined,
  };
}
