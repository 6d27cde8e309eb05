import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { anyInstance, metadata, type Component } from './metadata';

/** One at a time leaves when a node is drained. A lower bound instead (`minAvailable`) would block the drain of a single replica for ever. */
export const disruptionBudget = (scope: Construct, cluster: Cluster, component: Component): void => {
  new k8s.KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: metadata(cluster, component),
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: anyInstance(component) },
      // A pod that never became ready must not keep its node from being drained (KEP-3017).
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
};
