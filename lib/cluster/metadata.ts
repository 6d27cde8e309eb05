import type { ClusterDescription } from './description';
import type { Endpoint } from './endpoint';
import type { ClusterServer } from './cluster-server';
import {
  resolveZooKeeper,
  zooKeeperClientProperties,
  ZOOKEEPER_CONFIG,
  zooKeeperServers,
  type ZooKeeperMetadata,
} from './zookeeper';

/** Who holds the metadata of the cluster; `mode` tells one kind from another. What they differ in is asked here. */
export type Metadata = ZooKeeperMetadata;

export const resolveMetadata = (description: ClusterDescription): Metadata => resolveZooKeeper(description);

/** That of a cluster whose metadata an ensemble holds: what is ZooKeeper's own asks here, so that modes are told apart in one place. */
export const zooKeeperOf = ({ metadata }: { readonly metadata: Metadata }): ZooKeeperMetadata => metadata;

/** The servers that hold it, none of which is a broker. */
export const metadataServers = (metadata: Metadata): readonly ClusterServer[] => zooKeeperServers(metadata);

/**
 * What `server.properties` of a broker says of it.
 * @param servers where the broker reaches them
 */
export const metadataProperties = (
  metadata: Metadata,
  servers: readonly Endpoint[],
): Readonly<Record<string, string | number>> => zooKeeperClientProperties(metadata, servers);

/** Broker properties that it needs, whatever the place; the user's own go over them. */
export const metadataConfig = (): Readonly<Record<string, string>> => ZOOKEEPER_CONFIG;

/** Such as `ZooKeeper 3.8.4`. */
export const metadataText = ({ name, version }: Metadata): string => `${name} ${version}`;
