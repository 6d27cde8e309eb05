import { Chart, type ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { AdmissionPolicy } from './admission-policy';
import { apiObject } from './api-object';
import { labels } from './metadata';

/**
 * A namespace that refuses every pod below the restricted standard, and to be deleted. `kubectl delete -f dist` asks for it first:
 * the policy is still in force, goes with the rest, and leaves the namespace to be deleted by whoever means it.
 */
export class Namespace extends Chart {
  readonly namespaceObject: ApiObject;

  constructor(scope: Construct, id: string, cluster: Cluster, name: string) {
    super(scope, id);
    this.namespaceObject = apiObject(this, 'namespace', k8s.KubeNamespace, {
      metadata: {
        name,
        labels: {
          ...labels(cluster, 'cluster'),
          ...Object.fromEntries(
            ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
          ),
        },
      },
    });
    new AdmissionPolicy(this, 'deletion', {
      name: `deletion.${cluster.name}.${name}`,
      labels: labels(cluster, 'cluster'),
      namespace: name,
      rules: [{ apiGroups: [''], resources: ['namespaces'], operations: ['DELETE'] }],
      validation: {
        expression: 'false',
        message: `namespace "${name}" stays, with the volumes in it and what others have there: "kubectl delete -f dist" deletes all else, and "kubectl delete namespace ${name}" after that the rest`,
      },
    });
  }
}
