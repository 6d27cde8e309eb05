import type { ClusterServer } from '../cluster-server';
import type { ClusterDescription } from '../description';
import type { Listener } from '../listeners';
import { protocolsOf, type SecurityProtocol } from '../security/protocols';
import { derivedId } from './derived-id';

/** A quorum of Kafka's own controllers that holds the metadata of the cluster. */
export interface KRaftMetadata {
  readonly mode: 'kraft';
  /** What people call it. */
  readonly name: 'the quorum';
  /** Of the servers that hold it: brokers that are controllers too, or controllers that are nothing else. */
  readonly role: 'broker' | 'controller';
  /** Those that vote. */
  readonly servers: readonly Voter[];
  /** Derived from the name of the cluster: `kafka-storage format` is told it. */
  readonly clusterId: string;
}

export interface Voter {
  /** `node.id`: that of the broker, or from 101. */
  readonly id: number;
  /** Such as `controller-101`, or `broker-1`. */
  readonly name: string;
  /** Derived from both names: the others know a voter by its id and this. */
  readonly directoryId: string;
  /** Where the others of the quorum reach it, and the brokers. */
  readonly listener: Listener;
}

/** As many brokers may be the controllers too: one, or as few as survive a failure. More would wait for the slowest of more. */
export const COMBINED_BROKERS: readonly number[] = [1, 3];

/** Far from the ids of brokers, as both are nodes of one cluster. */
export const FIRST_CONTROLLER = 101;

/** In pods one port for all: a Service and a NetworkPolicy name one for all pods of a StatefulSet. */
const CONTROLLER_PORT = 19_093;

/** What the port of a voter of the local run is above that of the broker of the same rank. */
const LOCAL_OFFSET = 20_000;

export function resolveKRaft(description: ClusterDescription): KRaftMetadata {
  const { name = 'kafka', brokers = 3, controllers, hostPorts = {} } = description;
  const protocol = protocolsOf(description).servers;
  const role = controllers === undefined ? 'broker' : 'controller';
  const firstPort = (hostPorts.brokers ?? 9091) + LOCAL_OFFSET;
  const firstId = role === 'broker' ? 1 : FIRST_CONTROLLER;
  return {
    mode: 'kraft',
    name: 'the quorum',
    role,
    clusterId: derivedId(name),
    servers: Array.from({ length: controllers ?? brokers }, (_, index) => {
      const server = `${role}-${firstId + index}`;
      return {
        id: firstId + index,
        name: server,
        directoryId: derivedId(name, server),
        listener: controllerListener(firstPort + index, protocol),
      };
    }),
  };
}

const controllerListener = (port: number, protocol: SecurityProtocol): Listener => ({
  name: 'CONTROLLER',
  protocol,
  from: 'quorum',
  local: { port, advertised: { host: '127.0.0.1', port } },
  pod: { portName: 'controller', port: CONTROLLER_PORT },
});

/** None where the brokers hold the metadata. */
export const kraftServers = ({ role, servers }: KRaftMetadata): readonly ClusterServer[] =>
  role === 'broker'
    ? []
    : servers.map(({ id, name, listener }) => ({
        role,
        id,
        name,
        portsFrom: 'brokers',
        localPort: listener.local.port,
        otherLocalPorts: {},
        external: undefined,
      }));
