import type { Cluster } from './cluster';
import { clientListener } from './listeners';

/** A broker, or a server of the ensemble. */
export interface ClusterServer {
  readonly role: 'zookeeper' | 'broker';
  /** `myid` or `broker.id`, from 1. */
  readonly id: number;
  /** Ports of the local run by what they are for, the one that clients know first. */
  readonly localPorts: Readonly<Record<string, number>>;
  /** The field of `hostPorts` that they are counted from. */
  readonly portsFrom: 'zookeeper' | 'brokers';
}

/** Every server of the cluster, those that hold its metadata first, as the others cannot start without. */
export const describedServers = ({ zookeeper: { servers }, brokers }: Cluster): readonly ClusterServer[] => [
  ...servers.map(({ id, localClientPort, localPeerPort, localElectionPort }) => ({
    role: 'zookeeper' as const,
    id,
    portsFrom: 'zookeeper' as const,
    // A single server has nobody to vote with.
    localPorts: {
      client: localClientPort,
      ...(servers.length > 1 && { peers: localPeerPort, election: localElectionPort }),
    },
  })),
  ...brokers.map((broker) => ({
    role: 'broker' as const,
    id: broker.id,
    portsFrom: 'brokers' as const,
    localPorts: Object.fromEntries(
      [clientListener(broker), ...broker.listeners].map(({ name, local }) => [name, local.port]),
    ),
  })),
];
