import { defineCluster, type Cluster, type ClusterDescription, type HostPorts } from '../cluster';
import type { ClusterRecord } from './record';
import { recordedServers } from './recorded-servers';

/** What a command line says of the cluster that it is about. */
export interface Wish {
  readonly name: string | undefined;
  /** Those that were given. */
  readonly ports: HostPorts;
}

/**
 * The described cluster under the name and on the ports that are wished for. Without a wish for a port it is, to `start` it, the one
 * that was given when it was started before, else the described one: who edits cluster.ts means the next start. To `look` at it, it
 * is the one that it was started on.
 * @throws {InvalidClusterError} exit code 2
 */
export function named(
  described: Cluster,
  { name, ports }: Wish,
  record: ClusterRecord | undefined,
  to: 'start' | 'look',
): Cluster {
  const { description } = described;
  const known = (to === 'start' ? record?.givenPorts : startedOn(record)) ?? {};
  const other = { ...known, ...ports };
  if (name === undefined && Object.keys(other).length === 0) return described;
  const wished = {
    ...description,
    ...(name === undefined ? {} : { name }),
    hostPorts: { ...description.hostPorts, ...other },
  };
  try {
    return defineCluster(wished);
  } catch (error) {
    // What is described by now may not go with those ports. To look at it, and to stop it, it is as it was started.
    if (to === 'start' || !record) throw error;
    return defineCluster({ ...wished, ...asRecorded(record, description) });
  }
}

function asRecorded({ facts }: ClusterRecord, { zookeeper }: ClusterDescription): ClusterDescription {
  const servers = recordedServers(facts);
  return servers.zookeeper ? { ...servers, zookeeper: { ...zookeeper, ...servers.zookeeper } } : servers;
}

function startedOn(record: ClusterRecord | undefined): HostPorts | undefined {
  if (!record) return undefined;
  const { 'hostPorts.brokers': brokers, 'hostPorts.zookeeper': zookeeper, 'hostPorts.ui': ui } = record.facts;
  return { brokers, ...(zookeeper === undefined ? {} : { zookeeper }), ui } as HostPorts;
}
