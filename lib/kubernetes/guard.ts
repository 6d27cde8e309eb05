import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { AdmissionPolicy, type AdmissionPolicyProps } from './admission-policy';
import { INSTANCE, labels, partOf, type Component } from './metadata';
import { metadataHolder } from './metadata-holder';
import { objectName } from './names';

/** Zero is left out. */
const replicasOf = (object: string): string => `${object}.?spec.?replicas.orValue(0)`;

const literal = (text: string): string => JSON.stringify(text);

/** A text with expressions in it, in CEL. */
const sentence = (texts: TemplateStringsArray, ...expressions: readonly string[]): string =>
  texts.flatMap((text, i) => [...(text === '' ? [] : [literal(text)]), ...expressions.slice(i, i + 1)]).join(' + ');

/** On the live StatefulSet: the lower number of replicas that may be applied to this generation of it, once: `1@7`. */
const ALLOW_REPLICAS = 'kafka-streaming/allow-replicas';

/** Refuses, for one cluster, what would lose data: see `guard` of the description. */
export class Guard extends Chart {
  constructor(scope: Construct, id: string, cluster: Cluster, namespace: string) {
    super(scope, id);
    // A dot is in neither name: no two clusters have the same.
    const common = { labels: labels(cluster, 'cluster'), namespace };
    const fewer = (name: string, of: Component, validation: Pick<AdmissionPolicyProps, 'variables' | 'validation'>) =>
      new AdmissionPolicy(this, name, {
        ...common,
        name: `${name}.${cluster.name}.${namespace}`,
        rules: [
          {
            apiGroups: ['apps'],
            resources: ['statefulsets', 'statefulsets/scale'],
            resourceNames: [objectName(cluster, of)],
            operations: ['UPDATE'],
          },
        ],
        ...validation,
      });
    fewer('replicas', 'broker', fewerBrokers(namespace));
    const { component } = metadataHolder(cluster);
    if (component !== 'broker') fewer('voters', component, FEWER_VOTERS);
    const instance = (of: string): string => `${of}.metadata.?labels[?"${INSTANCE}"].orValue("")`;
    new AdmissionPolicy(this, 'ownership', {
      ...common,
      name: `ownership.${cluster.name}.${namespace}`,
      objects: { ...partOf(cluster), [INSTANCE]: cluster.name },
      rules: Object.entries(OURS).map(([group, resources]) => ({
        apiGroups: [group],
        resources,
        operations: ['UPDATE'],
      })),
      variables: [
        { name: 'given', expression: instance('object') },
        { name: 'live', expression: instance('oldObject') },
      ],
      validation: {
        expression: 'variables.live in ["", variables.given]',
        messageExpression: sentence`${'object.metadata.name'} belongs to the Kafka cluster "${'variables.live'}", but is given to "${'variables.given'}": one namespace holds one cluster, so describe another namespace, or the name "${'variables.live'}"`,
      },
    });
  }
}

const COUNTED = [
  { name: 'given', expression: replicasOf('object') },
  { name: 'live', expression: replicasOf('oldObject') },
];

const fewerBrokers = (namespace: string): Pick<AdmissionPolicyProps, 'variables' | 'validation'> => ({
  variables: [
    ...COUNTED,
    // Of a StatefulSet: `kubectl scale` shows none.
    { name: 'allowed', expression: `oldObject.metadata.?annotations[?"${ALLOW_REPLICAS}"].orValue("")` },
    // What is applied makes another generation.
    {
      name: 'permission',
      expression: 'string(variables.given) + "@" + string(oldObject.metadata.?generation.orValue(0))',
    },
  ],
  validation: {
    expression: 'variables.given >= variables.live || variables.allowed == variables.permission',
    messageExpression: sentence`StatefulSet ${'object.metadata.name'} has ${'string(variables.live)'} replicas, but ${'string(variables.given)'} were given, and what only the last ones hold would be gone: move it to the others first, describe ${'string(variables.given)'}, then kubectl annotate statefulset ${'object.metadata.name'} --namespace ${literal(namespace)} --overwrite ${literal(ALLOW_REPLICAS)}=${'variables.permission'} and kubectl apply`,
  },
});

/** Those that are left would not serve: what was agreed on by more servers is not theirs to go on with. */
const FEWER_VOTERS: Pick<AdmissionPolicyProps, 'variables' | 'validation'> = {
  variables: COUNTED,
  validation: {
    expression: 'variables.given >= variables.live',
    messageExpression: sentence`StatefulSet ${'object.metadata.name'} has ${'string(variables.live)'} replicas, but ${'string(variables.given)'} were given, and fewer servers do not serve with these data: describe ${'string(variables.live)'} again`,
  },
};

/** What the manifests of a cluster consist of, but for the policies themselves. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  '': ['configmaps', 'services', 'serviceaccounts'],
  apps: ['statefulsets', 'deployments'],
  batch: ['jobs', 'cronjobs'],
  'networking.k8s.io': ['networkpolicies'],
  policy: ['poddisruptionbudgets'],
};
