import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { metadata, type Component } from './metadata';

/** An identity of its own for each component, and no token: none of them talks to the Kubernetes API. */
export const serviceAccount = (scope: Construct, cluster: Cluster, component: Component): void => {
  new k8s.KubeServiceAccount(scope, 'service-account', {
    metadata: metadata(cluster, component),
    automountServiceAccountToken: false,
  });
};
