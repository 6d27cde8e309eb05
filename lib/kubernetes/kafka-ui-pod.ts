import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { bootstrapServers, UI_PORTS } from './addresses';
import { clientLabels, environment, podTemplate } from './pod';
import { http, tcp } from './probes';
import { heapFlags, resourceRequirements } from './resources';
import { containerPorts } from './services';

/** kafbat's Kafka UI. */
export const kafkaUiPod = (cluster: Cluster): k8s.PodTemplateSpec =>
  podTemplate(cluster, 'kafka-ui', {
    labels: clientLabels(cluster),
    container: {
      image: cluster.images.ui,
      env: environment({
        KAFKA_CLUSTERS_0_NAME: cluster.name,
        KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: bootstrapServers(cluster),
        // It would be written to the image.
        DYNAMIC_CONFIG_ENABLED: 'false',
        JAVA_OPTS: [heapFlags(cluster.resources.ui.heap), ...cluster.jvm.ui].join(' '),
      }),
      ports: containerPorts(UI_PORTS),
      resources: resourceRequirements(cluster.resources.ui),
      startupProbe: { ...tcp('http'), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 36 },
      // Up even while no broker answers, when it is wanted most.
      readinessProbe: {
        ...http('/actuator/health', 'http'),
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      livenessProbe: { ...tcp('http'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    },
  });
