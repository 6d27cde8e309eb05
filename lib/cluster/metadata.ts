import type { ClusterServer } from './cluster-server';
import type { ClusterDescription } from './description';
import type { Endpoint } from './endpoint';
import {
  kraftServers,
  KRAFT_CONFIG,
  nodeProperties,
  quorumProperties,
  resolveKRaft,
  type KRaftMetadata,
} from './kraft';
import type { Listener } from './listeners';
import {
  resolveZooKeeper,
  zooKeeperClientProperties,
  ZOOKEEPER_CONFIG,
  zooKeeperServers,
  type ZooKeeperMetadata,
} from './zookeeper';

/** Who holds the metadata of the cluster; `mode` tells one kind from another. What they differ in is asked here. */
export type Metadata = ZooKeeperMetadata | KRaftMetadata;

type Properties = Readonly<Record<string, string | number | boolean>>;

interface Held {
  readonly metadata: Metadata;
}

export const resolveMetadata = (description: ClusterDescription): Metadata =>
  description.metadata === 'kraft' ? resolveKRaft(description) : resolveZooKeeper(description);

/** That of a cluster whose metadata an ensemble holds: what is ZooKeeper's own asks here. @throws {TypeError} of any other */
export function zooKeeperOf({ metadata }: Held): ZooKeeperMetadata {
  if (metadata.mode !== 'zookeeper') throw otherMode('zookeeper', metadata);
  return metadata;
}

/** That of a cluster whose metadata a quorum of controllers holds. @throws {TypeError} of any other */
export function kraftOf({ metadata }: Held): KRaftMetadata {
  if (metadata.mode !== 'kraft') throw otherMode('kraft', metadata);
  return metadata;
}

const otherMode = (wanted: Metadata['mode'], { mode }: Metadata): TypeError =>
  new TypeError(`this is of clusters with metadata: '${wanted}', but it is '${mode}'`);

/** The servers that hold it and are no brokers. */
export const metadataServers = (metadata: Metadata): readonly ClusterServer[] =>
  metadata.mode === 'kraft' ? kraftServers(metadata) : zooKeeperServers(metadata);

/** Of the broker with that id, the listeners by which it holds the metadata. */
export const metadataListeners = (metadata: Metadata, id: number): readonly Listener[] =>
  metadata.mode === 'kraft' && metadata.role === 'broker'
    ? metadata.servers.filter((voter) => voter.id === id).map(({ listener }) => listener)
    : [];

/** What `server.properties` says that a broker is. */
export const brokerIdentity = (metadata: Metadata, id: number): Properties =>
  metadata.mode === 'kraft'
    ? nodeProperties(metadata, id, 'broker')
    : // The id is ours: a generated one would change with each new volume.
      { 'broker.id': id, 'broker.id.generation.enable': false };

/**
 * What `server.properties` of a broker says of those that hold it.
 * @param servers where the broker reaches them
 */
export const metadataProperties = (metadata: Metadata, servers: readonly Endpoint[]): Properties =>
  metadata.mode === 'kraft' ? quorumProperties(metadata, servers) : zooKeeperClientProperties(metadata, servers);

/** Broker properties that it needs, whatever the place; the user's own go over them. */
export const metadataConfig = ({ mode }: Metadata): Readonly<Record<string, string>> =>
  mode === 'kraft' ? KRAFT_CONFIG : ZOOKEEPER_CONFIG;

/** How long a silent broker is still taken for alive, milliseconds. */
export const sessionTimeoutMs = ({
  metadata,
  config,
}: Held & { readonly config: Readonly<Record<string, string>> }): number =>
  metadata.mode === 'kraft' ? Number(config['broker.session.timeout.ms']) : metadata.sessionTimeoutMs;

/** Such as `ZooKeeper 3.8.4`. */
export const metadataText = (metadata: Metadata): string =>
  metadata.mode === 'kraft' ? 'KRaft' : `${metadata.name} ${metadata.version}`;
