import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** A namespace that refuses every pod below the restricted standard. */
export const namespaceObject = (scope: Construct, name: string): void => {
  new k8s.KubeNamespace(scope, 'namespace', {
    metadata: {
      name,
      labels: Object.fromEntries(
        ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
      ),
    },
  });
};

/** The namespace alone. */
export class NamespaceChart extends Chart {
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    namespaceObject(this, name);
  }
}
