import type { Broker, Cluster } from './cluster';
import { propertiesText } from './properties';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where one broker runs: all that differs between a pod and a process on this machine. */
export interface BrokerPlace {
  readonly bindAddress: string;
  /** Listener of the other brokers and of clients inside. */
  readonly internal: Endpoint;
  /** Where INTERNAL listens. @default - at the port of `internal`, unless something forwards from there */
  readonly internalPort?: number;
  /** Listener of clients outside, if there are any. */
  readonly external: Endpoint | undefined;
  /** A folder of its own below the volume: `lost+found` in a volume's root stops Kafka. */
  readonly logDir: string;
  readonly zookeeper: readonly Endpoint[];
}

/** The chroot keeps Kafka's nodes apart from whatever else uses the ensemble. */
export const ZOOKEEPER_CHROOT = '/kafka';

/** An IPv6 address stands in brackets. */
export const address = ({ host, port }: Endpoint): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** `server.properties` of one broker. @see https://kafka.apache.org/39/documentation.html#brokerconfigs */
export function serverProperties(cluster: Cluster, broker: Broker, place: BrokerPlace): string {
  const listeners = [
    { name: 'INTERNAL', advertised: place.internal, port: place.internalPort ?? place.internal.port },
    ...(place.external ? [{ name: 'EXTERNAL', advertised: place.external, port: broker.externalPort }] : []),
  ];
  return propertiesText({
    'broker.id': broker.id,
    // The id is ours: a generated one would change with each new volume.
    'broker.id.generation.enable': false,
    listeners: listeners.map(({ name, port }) => `${name}://${place.bindAddress}:${port}`).join(','),
    'advertised.listeners': listeners.map(({ name, advertised }) => `${name}://${address(advertised)}`).join(','),
    'listener.security.protocol.map': listeners.map(({ name }) => `${name}:PLAINTEXT`).join(','),
    'inter.broker.listener.name': 'INTERNAL',
    'zookeeper.connect': place.zookeeper.map(address).join(',') + ZOOKEEPER_CHROOT,
    'zookeeper.session.timeout.ms': cluster.zookeeper.sessionTimeoutMs,
    'log.dirs': place.logDir,
    ...cluster.config,
  });
}
