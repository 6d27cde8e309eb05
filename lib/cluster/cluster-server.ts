import type { Endpoint } from './endpoint';

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
