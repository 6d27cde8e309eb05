import { requireCluster, type Broker, type BrokerPlace, type Cluster } from '../cluster';
import { ANY_ADDRESS, internalEndpoint } from './addresses';
import { metadataHolder } from './metadata-holder';

/**
 * Where the claims are mounted. For Kafka exactly the VOLUME of the image: a claim at its parent would be hidden by an
 * anonymous volume, and the data lost with the pod (grafana/mimir#16546).
 */
export const BROKER_VOLUME = '/var/lib/kafka/data';

/** Where a broker runs in Kubernetes. */
export const brokerPlace = (cluster: Cluster, broker: Broker): BrokerPlace => {
  requireCluster(cluster);
  return {
    bindAddress: ANY_ADDRESS,
    listeners: broker.listeners.flatMap(({ name, protocol, pod }) =>
      pod
        ? [
            {
              name,
              protocol,
              port: pod.port,
              advertised: pod.advertised ?? { ...internalEndpoint(cluster, broker), port: pod.port },
            },
          ]
        : [],
    ),
    logDir: `${BROKER_VOLUME}/log`,
    metadata: metadataHolder(cluster).endpoints,
  };
};
