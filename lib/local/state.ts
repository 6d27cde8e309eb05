import { addressText, InvalidClusterError, type Cluster } from '../cluster';
import { isSuspended } from '../common/is-suspended';
import { askHealth, markSilent, type ClusterState } from '../target';
import { localAccess } from './access';
import { metadataStore } from './find-metadata-store';
import { refusalsOfStart } from './require-safe-start';
import { clusterIdIn } from './servers/known-cluster-id';
import { status } from './status';

/**
 * How the cluster is as processes on this machine.
 * @param toStart the same as `up` would start it
 */
export async function localState(
  cluster: Cluster,
  folder: string,
  signal: AbortSignal,
  toStart: () => Cluster = () => cluster,
): Promise<ClusterState> {
  const ports = new Map(cluster.servers.map(({ name, localPort }) => [name, localPort]));
  const processes = (await status(cluster, { folder })).map((server) => ({
    ...server,
    // The ports of a server without its folder are not known.
    address: server.isStray ? undefined : localAddress(ports.get(server.name)),
  }));
  const pids = new Map(processes.map(({ name, pid }) => [name, pid]));
  // Nobody else can tell of a cluster of which all brokers have lost their folders.
  if (
    processes.every(({ role, isStray }) => role !== 'broker' || isStray) &&
    processes.some(({ isStray }) => isStray)
  ) {
    const stranger = 'the folder of servers that run was deleted or moved';
    return { servers: processes, health: undefined, stranger, refusal: refusalOf(toStart, folder) };
  }
  const access = processes.some(({ state }) => state === 'up') ? localAccess(cluster, folder) : undefined;
  const { answers } = metadataStore(cluster, folder);
  const servers = (await markSilent(processes, signal, access, answers)).map((server) => {
    const pid = server.state === 'silent' ? pids.get(server.name) : undefined;
    return pid !== undefined && isSuspended(pid) ? { ...server, fault: suspended(pid) } : server;
  });
  const isMissing = servers.some(({ state }) => state === 'down');
  const refusal = isMissing ? refusalOf(toStart, folder) : undefined;
  return { servers, refusal, ...(await askHealth(servers, signal, clusterIdIn(cluster, folder), access)) };
}

const suspended = (pid: number): string =>
  `its process ${pid} was stopped for a while (SIGSTOP): kill -CONT ${pid} has it go on`;

const localAddress = (port: number | undefined): string | undefined =>
  port === undefined ? undefined : addressText({ host: 'localhost', port });

/** What is described by now may not go with the ports that were given once. */
function refusalOf(toStart: () => Cluster, folder: string): string | undefined {
  try {
    const refusals = refusalsOfStart(toStart(), folder);
    return refusals.length > 0 ? refusals.join('; ') : undefined;
  } catch (error) {
    if (error instanceof InvalidClusterError) return error.message;
    throw error;
  }
}
