import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { bootstrapServers, UI_PORT } from './addresses';
import type { ClusterProps } from './cluster-props';
import { metadata, selector } from './metadata';
import { toBrokers } from './network-policy';
import { clientLabels, environment, podTemplate } from './pod';
import { PodPolicies } from './pod-policies';
import { http, tcp } from './probes';
import { heapFlags, resourceRequirements } from './resources';
import { containerPorts, service } from './services';
import { workload } from './workload';

const PORTS = { http: UI_PORT };

/**
 * Kafka UI. It asks nobody for a password, so it is only reachable through `kubectl port-forward`: no NodePort, and no pod gets
 * through its NetworkPolicy.
 */
export class KafkaUi extends Construct {
  readonly service: ApiObject;
  readonly policies: PodPolicies;
  readonly deployment: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    this.service = service(this, cluster, { name: 'kafka-ui', component: 'kafka-ui', ports: PORTS });
    this.policies = new PodPolicies(this, 'policies', {
      cluster,
      component: 'kafka-ui',
      traffic: { egress: toBrokers(cluster) },
    });
    this.deployment = workload(
      this,
      'deployment',
      k8s.KubeDeployment,
      {
        metadata: metadata(cluster, 'kafka-ui'),
        spec: {
          replicas: 1,
          revisionHistoryLimit: 3,
          selector: { matchLabels: selector(cluster, 'kafka-ui') },
          template: uiPod(cluster),
        },
      },
      cluster.pods.ui,
    );
  }
}

const uiPod = (cluster: Cluster): k8s.PodTemplateSpec =>
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
      ports: containerPorts(PORTS),
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
