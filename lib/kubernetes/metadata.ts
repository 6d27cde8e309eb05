import type { k8s } from 'cdk8s-plus-27';
import { factsOf, type Cluster } from '../cluster';

/** What runs in a pod of its own kind, each with the application that it is part of. */
const APPLICATION = {
  broker: 'kafka',
  zookeeper: 'zookeeper',
  'kafka-ui': 'kafka-ui',
  produce: 'kafka-jobs',
  consume: 'kafka-jobs',
  topics: 'kafka-jobs',
  // What is no pod's.
  cluster: 'kafka',
} as const;

export type Component = keyof typeof APPLICATION;
export type Labels = Readonly<Record<string, string>>;

export const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';
export const PART_OF = { 'app.kubernetes.io/part-of': 'kafka-streaming' } as const;

/** Labels that tell the pods of a component from all others. Selectors are immutable: these never change. */
export const selector = (cluster: Cluster, component: Component): Labels => ({
  [INSTANCE]: cluster.name,
  [COMPONENT]: component,
});

/**
 * The pods of a component, whatever their cluster is called: for selectors that can be changed. When the manifests of another
 * cluster are applied over this one's, they must lead to the same pods still.
 */
export const anyInstance = (component: Component): Labels => ({ ...PART_OF, [COMPONENT]: component });

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const labels = (cluster: Cluster, component: Component): Labels => ({
  'app.kubernetes.io/name': APPLICATION[component],
  ...PART_OF,
  ...selector(cluster, component),
});

/** Names are given, never generated: people type them. Without a namespace an object goes where `kubectl apply` sends it. */
export const metadata = (cluster: Cluster, component: Component, name: string = component): k8s.ObjectMeta => ({
  name,
  labels: labels(cluster, component),
  ...(cluster.namespace === undefined ? {} : { namespace: cluster.namespace }),
});

/** Bears what was described when Kubernetes last accepted the object, for `up` to compare the next description with. */
export const DESCRIPTION_ANNOTATION = 'kafka-streaming/description';

/** Of the object and not of its pods: a description that changes nothing for them replaces none. */
export const describedMetadata = (cluster: Cluster, component: Component): k8s.ObjectMeta => ({
  ...metadata(cluster, component),
  annotations: { [DESCRIPTION_ANNOTATION]: JSON.stringify(factsOf(cluster)) },
});
