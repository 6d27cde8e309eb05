import { address, localAddresses, type Cluster } from '../cluster';
import { clusterIdIn, refusalOfStart, status } from '../local';
import { askHealth, type ClusterState } from './cluster-state';
import { markSilent } from './silent-servers';

/** How the cluster is as processes on this machine. */
export async function localState(cluster: Cluster, folder: string, signal: AbortSignal): Promise<ClusterState> {
  const brokers = localAddresses(cluster);
  const zooKeepers = cluster.zookeeper.servers.map(({ localClientPort: port }) => address({ host: 'localhost', port }));
  const processes = (await status(cluster, { folder })).map((server) => ({
    ...server,
    // The ports of a server without its folder are not known.
    address: server.isStray ? undefined : (server.role === 'broker' ? brokers : zooKeepers)[server.id - 1],
  }));
  if (processes.some(({ isStray }) => isStray)) {
    const stranger = 'the folder of servers that run was deleted';
    return { servers: processes, health: undefined, stranger, refusal: refusalOfStart(cluster, folder) };
  }
  const servers = await markSilent(processes, signal);
  const isMissing = servers.some(({ state }) => state === 'down');
  const refusal = isMissing ? refusalOfStart(cluster, folder) : undefined;
  return { servers, refusal, ...(await askHealth(servers, signal, clusterIdIn(cluster, folder))) };
}
