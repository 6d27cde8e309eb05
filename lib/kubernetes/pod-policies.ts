import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { apiObject } from './api-object';
import { anyInstance, metadata, type Component } from './metadata';
import { networkPolicy, type Traffic } from './network-policy';

export interface PodPoliciesProps {
  readonly cluster: Cluster;
  readonly component: Component;
  /** All that may pass; anything else is refused. */
  readonly traffic: Traffic;
  /** How many pods may leave at a time when nodes are drained. @default - any number: there is no disruption budget */
  readonly maxUnavailable?: number;
  /**
   * Whether a pod that is not ready may leave beside that. @default 'AlwaysAllow': one that never became ready must not keep its node
   * from being drained (KEP-3017)
   */
  readonly unhealthy?: 'AlwaysAllow' | 'IfHealthyBudget';
}

/** What Kubernetes is told of the pods of a component before there are any: who they are, whom they talk to, how many may leave. */
export class PodPolicies extends Construct {
  readonly disruptionBudget: ApiObject | undefined;
  /** An identity of its own for each component, and no token: none of them talks to the Kubernetes API. */
  readonly serviceAccount: ApiObject;
  /** undefined where none are wanted: `networkPolicies: false`. */
  readonly networkPolicy: ApiObject | undefined;

  constructor(scope: Construct, id: string, props: PodPoliciesProps) {
    super(scope, id);
    const { cluster, component, traffic } = props;
    this.disruptionBudget = props.maxUnavailable === undefined ? undefined : disruptionBudget(this, props);
    this.serviceAccount = apiObject(this, 'service-account', k8s.KubeServiceAccount, {
      metadata: metadata(cluster, component),
      automountServiceAccountToken: false,
    });
    this.networkPolicy = cluster.networkPolicies
      ? networkPolicy(this, 'network-policy', cluster, component, traffic)
      : undefined;
  }
}

/** A lower bound instead of an upper one (`minAvailable`) would block the drain of a single replica for ever. */
const disruptionBudget = (
  scope: Construct,
  { cluster, component, maxUnavailable, unhealthy = 'AlwaysAllow' }: PodPoliciesProps,
): ApiObject =>
  apiObject(scope, 'disruption-budget', k8s.KubePodDisruptionBudget, {
    metadata: metadata(cluster, component),
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable!),
      selector: { matchLabels: anyInstance(cluster, component) },
      unhealthyPodEvictionPolicy: unhealthy,
    },
  });
