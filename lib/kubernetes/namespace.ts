import { Chart, type ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { AdmissionPolicy } from './admission-policy';
import { apiObject } from './api-object';
import { COMPONENT, labels } from './metadata';

/**
 * A namespace that refuses every pod below the restricted standard, and to be deleted. `kubectl delete -f dist` asks for it first:
 * the policy is still in force, but goes with the rest, since no policy can be about policies. Both bear a label of their own, by
 * which they can be left out.
 */
export class Namespace extends Chart {
  readonly namespaceObject: ApiObject;

  constructor(scope: Construct, id: string, cluster: Cluster, name: string) {
    super(scope, id);
    this.namespaceObject = apiObject(this, 'namespace', k8s.KubeNamespace, {
      metadata: {
        name,
        labels: {
          ...labels(cluster, 'namespace'),
          ...Object.fromEntries(
            ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
          ),
        },
      },
    });
    new AdmissionPolicy(this, 'deletion', {
      name: `deletion.${cluster.name}.${name}`,
      labels: labels(cluster, 'namespace'),
      namespace: name,
      rules: [{ apiGroups: [''], resources: ['namespaces'], operations: ['DELETE'] }],
      validation: {
        expression: 'false',
        message: `namespace "${name}" stays, with the volumes in it and what others have there. All else in dist is deleted, and this protection with it: "kubectl delete -f dist" once more, or "kubectl delete namespace ${name}", deletes the namespace too. With --selector ${COMPONENT}!=namespace it stays, and stays protected`,
      },
    });
  }
}
