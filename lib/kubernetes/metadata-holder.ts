import type { Cluster, Endpoint } from '../cluster';
import type { Component } from './metadata';
import { zooKeeperEndpoints, ZOOKEEPER_PORTS } from './zookeeper/zookeeper-place';

/** The pods that hold the metadata, as brokers see them. */
export interface MetadataHolder {
  readonly component: Component;
  /** The port that brokers come by, of all of them. */
  readonly port: number;
  readonly endpoints: readonly Endpoint[];
  /** What starts a broker, of `files`: it may have to wait for them. */
  readonly startScript: string;
}

export function metadataHolder(cluster: Cluster): MetadataHolder {
  const { mode, role } = cluster.metadata;
  if (mode === 'kraft') throw new Error("manifests are made of metadata: 'zookeeper' alone, not yet of 'kraft'");
  return {
    component: role,
    port: ZOOKEEPER_PORTS.client,
    endpoints: zooKeeperEndpoints(cluster),
    startScript: 'start-broker.sh',
  };
}
