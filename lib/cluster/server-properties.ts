import type { Broker, Cluster } from './cluster';
import type { Endpoint } from './endpoint';
import { nodeProperties, withoutControllers, type Voter } from './kraft';
import { BROKER_LISTENERS, listenerProperties, type PlacedListener } from './listeners';
import { brokerIdentity, kraftOf, metadataProperties } from './metadata';
import { propertiesText } from './properties';
import type { CertificateFiles } from './security/certificate-files';
import { brokerSecurity, serverSecurity } from './security/server-security';

/** Where one server of Kafka runs: all that differs between a pod and a process on this machine. */
export interface BrokerPlace {
  readonly bindAddress: string;
  readonly listeners: readonly PlacedListener[];
  /** A folder of its own below the volume: `lost+found` in a volume's root stops Kafka. */
  readonly logDir: string;
  /** Where it reaches the servers that hold the metadata. */
  readonly metadata: readonly Endpoint[];
  /** Of a secured cluster. */
  readonly certificates?: CertificateFiles | undefined;
}

/** `server.properties` of one broker. @see https://kafka.apache.org/39/documentation.html#brokerconfigs */
export const serverProperties = (cluster: Cluster, { id }: Broker, place: BrokerPlace): string =>
  propertiesText({
    ...brokerIdentity(cluster.metadata, id),
    ...listenerProperties(place.listeners, place.bindAddress, quorumListeners(cluster)),
    ...BROKER_LISTENERS,
    ...brokerSecurity(cluster, place),
    ...commonProperties({ ...cluster, config: brokerConfig(cluster) }, place),
  });

/** The same of a controller that is no broker. It needs what brokers need too: it gives new topics their defaults. */
export const controllerProperties = (cluster: Cluster, { id }: Voter, place: BrokerPlace): string =>
  propertiesText({
    ...nodeProperties(kraftOf(cluster), id, 'controller'),
    ...listenerProperties(place.listeners, place.bindAddress),
    ...commonProperties(cluster, place),
  });

const brokerConfig = ({ metadata, config }: Cluster) =>
  metadata.mode === 'kraft' ? withoutControllers(metadata, config) : config;

const quorumListeners = ({ metadata }: Cluster) =>
  metadata.mode === 'kraft' ? metadata.servers.map(({ listener }) => listener) : [];

const commonProperties = (cluster: Cluster, place: BrokerPlace) => ({
  ...metadataProperties(cluster.metadata, place.metadata),
  ...serverSecurity(cluster, place),
  'log.dirs': place.logDir,
  ...cluster.config,
});
