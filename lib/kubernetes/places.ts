import { requireCluster, type Broker, type BrokerPlace, type Cluster } from '../cluster';
import { ANY_ADDRESS, internalEndpoint } from './addresses';
import { LOG_DIR } from './kafka-volume';
import { metadataHolder } from './metadata-holder';

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
    logDir: LOG_DIR,
    metadata: metadataHolder(cluster).endpoints,
  };
};
