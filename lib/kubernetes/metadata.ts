import type { k8s } from 'cdk8s-plus-27';
import { factsOf, zooKeeperOf, type Cluster } from '../cluster';
import { objectName } from './names';

/** What runs in a pod of its own kind, each with the application that it is part of. */
const APPLICATION = {
  broker: 'kafka',
  controller: 'kafka',
  zookeeper: 'zookeeper',
  'kafka-ui': 'kafka-ui',
  produce: 'kafka-jobs',
  consume: 'kafka-jobs',
  topics: 'kafka-jobs',
  // What is no pod's.
  cluster: 'kafka',
  namespace: 'kafka',
} as const;

export type Component = keyof typeof APPLICATION;

/** The console stands where kafka-ui does. */
const applicationOf = ({ ui }: Cluster, component: Component) =>
  component === 'kafka-ui' && ui === 'console' ? 'kafka-console' : APPLICATION[component];

export type Labels = Readonly<Record<string, string>>;

export const INSTANCE = 'app.kubernetes.io/instance';
export const COMPONENT = 'app.kubernetes.io/component';
const PART_OF = 'app.kubernetes.io/part-of';
const OURS = 'kafka-streaming';

/** Labels that tell the pods of a component from all others. Selectors are immutable: these never change. */
export const selector = (cluster: Cluster, component: Component): Labels => ({
  [INSTANCE]: cluster.name,
  [COMPONENT]: component,
});

/**
 * The pods of a component, whatever their cluster is called: for selectors that can be changed. When the manifests of another
 * cluster are applied over this one's, they must lead to the same pods still.
 */
export const anyInstance = (cluster: Cluster, component: Component): Labels => ({
  ...partOf(cluster),
  [COMPONENT]: component,
});

/** Clusters with prefixed names share their namespace, also with one of plain names: each of them is something of its own. */
export const partOf = ({ name, names }: Cluster): Labels => ({
  [PART_OF]: names === 'plain' ? OURS : `${OURS}.${name}`,
});

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const labels = (cluster: Cluster, component: Component): Labels => ({
  'app.kubernetes.io/name': applicationOf(cluster, component),
  ...partOf(cluster),
  ...selector(cluster, component),
});

/** What of an image says its version; none of a digest alone. */
const TAG = /:(\w[\w.-]{0,62})(?:@|$)/;

function versionOf(cluster: Cluster, component: Component): string | undefined {
  const { kafkaVersion, images } = cluster;
  switch (applicationOf(cluster, component)) {
    case 'kafka':
      return kafkaVersion;
    case 'zookeeper':
      return zooKeeperOf(cluster).version;
    case 'kafka-ui':
      return TAG.exec(images.ui)?.[1];
    case 'kafka-console':
    case 'kafka-jobs':
      return TAG.exec(images.jobs)?.[1];
  }
}

/** Of objects, not of pods, which would be replaced for them. */
function objectLabels(cluster: Cluster, component: Component): Labels {
  const version = versionOf(cluster, component);
  return {
    ...labels(cluster, component),
    'app.kubernetes.io/managed-by': OURS,
    ...(version === undefined || !/[a-z\d]$/i.test(version) ? {} : { 'app.kubernetes.io/version': version }),
  };
}

/** Names are given, never generated: people type them. Without a namespace an object goes where `kubectl apply` sends it. */
export const metadata = (cluster: Cluster, component: Component, name: string = component): k8s.ObjectMeta => ({
  name: objectName(cluster, name),
  labels: objectLabels(cluster, component),
  ...(cluster.namespace === undefined ? {} : { namespace: cluster.namespace }),
});

/** Bears what was described when Kubernetes last accepted the object, for `up` to compare the next description with. */
export const DESCRIPTION_ANNOTATION = 'kafka-streaming/description';

/** Of the object and not of its pods: a description that changes nothing for them replaces none. */
export const describedMetadata = (cluster: Cluster, component: Component): k8s.ObjectMeta => ({
  ...metadata(cluster, component),
  annotations: { [DESCRIPTION_ANNOTATION]: JSON.stringify(factsOf(cluster)) },
});
