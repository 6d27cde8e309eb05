import type { Broker, Cluster } from './cluster';
import { address, type Endpoint } from './endpoint';
import { listenerProperties, type PlacedListener } from './listeners';
import { propertiesText } from './properties';

/** Where one broker runs: all that differs between a pod and a process on this machine. */
export interface BrokerPlace {
  readonly bindAddress: string;
  readonly listeners: readonly PlacedListener[];
  /** A folder of its own below the volume: `lost+found` in a volume's root stops Kafka. */
  readonly logDir: string;
  readonly zookeeper: readonly Endpoint[];
}

/** The chroot keeps Kafka's nodes apart from whatever else uses the ensemble. */
export const ZOOKEEPER_CHROOT = '/kafka';

/** `server.properties` of one broker. @see https://kafka.apache.org/39/documentation.html#brokerconfigs */
export const serverProperties = (cluster: Cluster, broker: Broker, place: BrokerPlace): string =>
  propertiesText({
    'broker.id': broker.id,
    // The id is ours: a generated one would change with each new volume.
    'broker.id.generation.enable': false,
    ...listenerProperties(place.listeners, place.bindAddress),
    ...metadataProperties(cluster, place),
    'log.dirs': place.logDir,
    ...cluster.config,
  });

/** Where the metadata of the cluster is. */
const metadataProperties = (cluster: Cluster, place: BrokerPlace): Record<string, string | number> => ({
  'zookeeper.connect': place.zookeeper.map(address).join(',') + ZOOKEEPER_CHROOT,
  'zookeeper.session.timeout.ms': cluster.zookeeper.sessionTimeoutMs,
});
