import { addressText, interBrokerListener, type Broker, type Cluster, type Endpoint } from '../cluster';
import { objectName } from './names';

/** Of Kafka UI and of the console alike. */
export const UI_PORTS = { http: 8080 } as const;

/** To listen on. */
export const ANY_ADDRESS = '0.0.0.0';

/** Service of all brokers, for clients that want one bootstrap address. */
export const BOOTSTRAP_SERVICE = 'kafka';

// Without a prefix.
export const brokerName = ({ id }: Broker): string => `broker-${id}`;

/**
 * A short name resolves in whatever namespace the objects went to. A described namespace is made part of the name, so that
 * clients of other namespaces can follow it too; the domain of the Kubernetes cluster is left to the resolver's search list.
 */
export const hostOf = (cluster: Cluster, service: string): string => {
  const name = objectName(cluster, service);
  return cluster.namespace === undefined ? name : `${name}.${cluster.namespace}.svc`;
};

/**
 * Each broker is advertised by a Service of its own: a pod that comes back has a new address, its Service does not. By the pod's
 * own name, which JVMs look up at most every 30 s, replicas were in sync again after 16 to 27 s instead of 7.
 */
export const internalEndpoint = (cluster: Cluster, broker: Broker): Endpoint => ({
  host: hostOf(cluster, brokerName(broker)),
  port: interBrokerListener(broker).pod!.port,
});

/** Bootstrap addresses for clients inside: all brokers, so that any one may be down. */
export const bootstrapServers = (cluster: Cluster): string =>
  cluster.brokers.map((broker) => addressText(internalEndpoint(cluster, broker))).join(',');
