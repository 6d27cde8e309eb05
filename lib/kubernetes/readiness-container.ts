import type { k8s } from 'cdk8s-plus-27';
import { interBrokerListener, READINESS_PORT, type Cluster } from '../cluster';
import { NODE_FLAGS } from '../console/node-flags';
import { ANY_ADDRESS } from './addresses';
import { environment } from './pod';
import { http, tcp } from './probes';
import { resourceRequirements } from './resources';
import { containerPorts } from './services';

/**
 * Stands beside a broker, and is ready while that is in sync: the pod is ready when both are. A container of its own, so that a
 * broker runs on whatever becomes of it. It needs no rights, and reaches the brokers as they reach each other.
 */
export const readinessContainer = (cluster: Cluster): Omit<k8s.Container, 'securityContext'> => ({
  name: 'readiness',
  image: cluster.images.readiness,
  command: ['node', ...NODE_FLAGS, '/app/readiness.js'],
  env: [
    // Pods bear the ids of their brokers.
    { name: 'BROKER_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ...environment({
      BROKER_ADDRESS: `127.0.0.1:${interBrokerListener(cluster.brokers[0]!).pod!.port}`,
      // kubelet's probes come to the address of the pod.
      READINESS_LISTEN: ANY_ADDRESS,
      READINESS_PORT: `${READINESS_PORT}`,
      ...(cluster.metrics && { CLUSTER_NAME: cluster.name }),
    }),
  ],
  ports: containerPorts({ readiness: READINESS_PORT }),
  resources: resourceRequirements(cluster.resources.readiness),
  startupProbe: { ...tcp('readiness'), periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 60 },
  // What is asked is looked up all the time: an answer costs nothing. A roll waits for the first yes.
  readinessProbe: { ...http('/ready', 'readiness'), periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 2 },
  livenessProbe: { ...tcp('readiness'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
});
