import type { Broker, Cluster } from './cluster';
import type { Endpoint } from './endpoint';
import { listenerProperties, type PlacedListener } from './listeners';
import { metadataProperties } from './metadata';
import { propertiesText } from './properties';

/** Where one broker runs: all that differs between a pod and a process on this machine. */
export interface BrokerPlace {
  readonly bindAddress: string;
  readonly listeners: readonly PlacedListener[];
  /** A folder of its own below the volume: `lost+found` in a volume's root stops Kafka. */
  readonly logDir: string;
  /** Where it reaches the servers that hold the metadata. */
  readonly metadata: readonly Endpoint[];
}

/** `server.properties` of one broker. @see https://kafka.apache.org/39/documentation.html#brokerconfigs */
export const serverProperties = (cluster: Cluster, broker: Broker, place: BrokerPlace): string =>
  propertiesText({
    'broker.id': broker.id,
    // The id is ours: a generated one would change with each new volume.
    'broker.id.generation.enable': false,
    ...listenerProperties(place.listeners, place.bindAddress),
    ...metadataProperties(cluster.metadata, place.metadata),
    'log.dirs': place.logDir,
    ...cluster.config,
  });
