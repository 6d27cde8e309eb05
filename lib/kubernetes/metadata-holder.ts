import type { k8s } from 'cdk8s-plus-27';
import type { Cluster, Endpoint } from '../cluster';
import { quorumHolder } from './kraft/quorum-holder';
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
  /** That, and what else of `files` its pod runs. */
  readonly scripts: readonly string[];
  /** What makes the volume of a broker ready for them, before it starts. */
  readonly before: readonly Omit<k8s.Container, 'securityContext'>[];
}

export const metadataHolder = (cluster: Cluster): MetadataHolder =>
  cluster.metadata.mode === 'kraft' ? quorumHolder(cluster) : ensembleHolder(cluster);

const ensembleHolder = (cluster: Cluster): MetadataHolder => ({
  component: 'zookeeper',
  port: ZOOKEEPER_PORTS.client,
  endpoints: zooKeeperEndpoints(cluster),
  startScript: 'start-broker.sh',
  scripts: ['start-broker.sh'],
  before: [],
});
