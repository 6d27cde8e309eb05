import { address, localAddresses, type Cluster } from '../cluster';
import { clusterIdIn, status } from '../local';
import { askHealth, type ClusterState } from './cluster-state';

/** How the cluster is as processes on this machine. */
export async function localState(cluster: Cluster, folder: string, signal: AbortSignal): Promise<ClusterState> {
  const brokers = localAddresses(cluster);
  const zooKeepers = cluster.zookeeper.servers.map(({ localClientPort: port }) => address({ host: 'localhost', port }));
  const servers = (await status(cluster, { folder })).map((server) => ({
    ...server,
    address: (server.role === 'broker' ? brokers : zooKeepers)[server.id - 1],
  }));
  return { servers, ...(await askHealth(servers, signal, clusterIdIn(cluster, folder))) };
}
