import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { UI_PORTS } from './addresses';
import type { ClusterProps } from './cluster-props';
import { consolePod } from './console-pod';
import { kafkaUiPod } from './kafka-ui-pod';
import { metadata, selector } from './metadata';
import { tcpPorts, toBrokers, type Traffic } from './network-policy';
import { PodPolicies } from './pod-policies';
import { service } from './services';
import { workload } from './workload';

export interface KafkaUiProps extends ClusterProps {
  readonly ui: Exclude<Cluster['ui'], 'none'>;
}

const PODS: Readonly<Record<KafkaUiProps['ui'], (cluster: Cluster) => k8s.PodTemplateSpec>> = {
  'kafka-ui': kafkaUiPod,
  console: consolePod,
};

/**
 * The Kafka UI, whichever it is: of the same name, so that one takes the place of the other. It is only reachable through
 * `kubectl port-forward`, no pod gets through its NetworkPolicy, unless it has a name for others and a password.
 */
export class KafkaUi extends Construct {
  readonly service: ApiObject;
  readonly policies: PodPolicies;
  readonly deployment: ApiObject;

  constructor(scope: Construct, id: string, { cluster, ui }: KafkaUiProps) {
    super(scope, id);
    this.service = service(this, cluster, { name: 'kafka-ui', component: 'kafka-ui', ports: UI_PORTS });
    this.policies = new PodPolicies(this, 'policies', { cluster, component: 'kafka-ui', traffic: trafficOf(cluster) });
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
          template: PODS[ui](cluster),
        },
      },
      cluster.pods.ui,
    );
  }
}

/** Where the pods of an Ingress are differs from cluster to cluster. */
const trafficOf = (cluster: Cluster): Traffic => ({
  ...(cluster.console.hosts.length > 0 && { ingress: [{ ports: tcpPorts(UI_PORTS.http) }] }),
  egress: toBrokers(cluster),
});
