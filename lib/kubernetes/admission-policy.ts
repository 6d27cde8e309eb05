import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Labels } from './metadata';

/** Of admissionregistration.k8s.io/v1, which is younger than the typed classes; conditions are CEL. */
export interface AdmissionPolicyProps {
  /** Unique in the whole Kubernetes cluster. */
  readonly name: string;
  readonly labels: Labels;
  /** Where it holds. */
  readonly namespace: string;
  readonly rules: readonly Resources[];
  /** Labels that the object has before or after. @default - any */
  readonly objects?: Labels;
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  readonly validation: { readonly expression: string; readonly message?: string; readonly messageExpression?: string };
}

export interface Resources {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly ('UPDATE' | 'DELETE')[];
  readonly resourceNames?: readonly string[];
}

/**
 * What Kubernetes itself refuses, whoever asks, from 1.30.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class AdmissionPolicy extends Construct {
  constructor(scope: Construct, id: string, props: AdmissionPolicyProps) {
    super(scope, id);
    const { name, labels, namespace, rules, objects, variables, validation } = props;
    const apiVersion = 'admissionregistration.k8s.io/v1';
    new ApiObject(this, 'policy', {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, labels },
      spec: {
        matchConstraints: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          ...(objects && { objectSelector: { matchLabels: objects } }),
          resourceRules: rules.map((rule) => ({ ...rule, apiVersions: ['v1'] })),
        },
        ...(variables && { variables }),
        validations: [validation],
      },
    });
    new ApiObject(this, 'binding', {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name, labels },
      spec: { policyName: name, validationActions: ['Deny'] },
    });
  }
}
