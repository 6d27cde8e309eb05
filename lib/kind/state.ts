import { addressText, parseServerName, type Cluster } from '../cluster';
import { externalName, objectName } from '../kubernetes/names';
import { askHealth, markSilent, type ClusterState, type PodStatus, type ServerState } from '../target';
import { deletedClaims, getObjects } from './checks';
import { clusterIdIn } from './cluster-id';
import { kubectlFor } from './kubectl';
import { status } from './status';

/** How the cluster is on kind. */
export async function kindState(cluster: Cluster, signal: AbortSignal): Promise<ClusterState> {
  const pods = await status(cluster, signal);
  const described = serversOf(cluster, pods);
  const deleted = pods.length > 0 ? await deletedClaimsOf(cluster, signal) : NONE;
  const found = [...described, ...undescribedServers(described, pods)].map((server) => {
    const fault = deleted.get(server.name) ?? server.fault;
    return { ...server, fault };
  });
  const servers = await withoutServices(cluster, await markSilent(found, signal), signal);
  // Ports may lead elsewhere: a NodePort belongs to whoever was the first to ask for it. Without pods nobody could tell.
  const clusterId = pods.length > 0 ? await clusterIdIn(cluster, signal) : undefined;
  return { servers, pods, ...(await askHealth(servers, signal, clusterId)) };
}

const NONE: ReadonlyMap<string, string> = new Map();

const deletedClaimsOf = async (cluster: Cluster, signal: AbortSignal): Promise<ReadonlyMap<string, string>> =>
  deletedClaims(cluster, await getObjects(kubectlFor(cluster, signal), 'persistentvolumeclaims,pods'));

/** A broker whose Service somebody has deleted is silent to clients outside, and well: no restart brings that back. */
async function withoutServices(
  cluster: Cluster,
  servers: readonly ServerState[],
  signal: AbortSignal,
): Promise<readonly ServerState[]> {
  if (!servers.some(({ state }) => state === 'silent')) return servers;
  const services = await getObjects(kubectlFor(cluster, signal), 'services');
  return servers.map((server) => lacking(server, objectName(cluster, externalName(server.name)), services));
}

/** @param service by which clients reach it */
export function lacking(
  server: ServerState,
  service: string,
  services: readonly { readonly metadata: { readonly name: string } }[],
): ServerState {
  if (server.state !== 'silent' || services.some(({ metadata }) => metadata.name === service)) return server;
  return { ...server, fault: server.fault ?? `its Service ${service} is not there`, mendedBy: 'up' };
}

/** Such as those that a smaller description has left running. */
export const undescribedServers = (
  described: readonly Pick<ServerState, 'name'>[],
  pods: readonly PodStatus[],
): readonly ServerState[] =>
  pods.flatMap(({ name }) => {
    const named = parseServerName(name);
    if (named?.prefix !== '' || described.some((server) => server.name === name)) return [];
    return [{ ...serverOf(named.role, named.id, pods, undefined), described: false }];
  });

const serversOf = ({ servers }: Cluster, pods: readonly PodStatus[]): ServerState[] =>
  servers.map(({ role, id, external }) => serverOf(role, id, pods, external && addressText(external)));

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
    state: pod === undefined ? 'down' : pod.isServing ? 'up' : 'starting',
    since: pod?.since,
    dataSize: undefined,
    described: true,
    fault: pod && stuckText(pod),
  };
}

/** What does not get better by waiting for it, as kubectl says it. */
const STUCK = /Err|BackOff|Invalid|Unschedulable|SchedulerError/;

const stuckText = ({ status, restarts }: PodStatus): string | undefined =>
  STUCK.test(status) ? `its pod is ${status}${restarts > 0 ? `, ${restarts} restarts` : ''}` : undefined;
