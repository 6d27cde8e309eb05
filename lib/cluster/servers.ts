import type { Broker } from './cluster';
import type { Endpoint } from './endpoint';
import { clientListener } from './listeners';
import { metadataServers, type Metadata } from './metadata';

/** A broker, or a server that holds the metadata. */
export interface ClusterServer {
  readonly role: 'zookeeper' | 'broker';
  /** `myid` or `broker.id`, from 1. */
  readonly id: number;
  /** Such as `broker-1`: its folder here, its pod in Kubernetes. */
  readonly name: string;
  /** Where clients find it in the local run. */
  readonly localPort: number;
  /** Its other ports of the local run, by what they are for. */
  readonly otherLocalPorts: Readonly<Record<string, number>>;
  /** The field of `hostPorts` that they are counted from. */
  readonly portsFrom: 'zookeeper' | 'brokers';
  /** Where clients outside Kubernetes reach it, if they do. */
  readonly external: Endpoint | undefined;
}

export type Role = ClusterServer['role'];

/** Every server, those that hold the metadata first, as the others cannot start without. */
export const describedServers = (metadata: Metadata, brokers: readonly Broker[]): readonly ClusterServer[] => [
  ...metadataServers(metadata),
  ...brokers.map(brokerServer),
];

function brokerServer(broker: Broker): ClusterServer {
  const known = clientListener(broker);
  const others = broker.listeners.filter((listener) => listener !== known);
  return {
    role: 'broker',
    id: broker.id,
    name: `broker-${broker.id}`,
    portsFrom: 'brokers',
    localPort: known.local.port,
    otherLocalPorts: Object.fromEntries(others.map(({ name, local }) => [name, local.port])),
    external: known.pod?.advertised,
  };
}
