import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { contentHash } from './content-hash';
import { metadata, type Component } from './metadata';

/**
 * A ConfigMap that never changes: other content has another name, so that pods roll when their configuration changes, and those
 * of a StatefulSet that was refused, or taken back, still find the one that they were made for.
 * @returns its name, the component and a hash
 */
export function configMap(
  scope: Construct,
  cluster: Cluster,
  component: Component,
  data: Readonly<Record<string, string>>,
  id = 'config',
): string {
  // Equal content of another cluster is another object: nobody's labels change hands.
  const name = `${component}-${contentHash({ cluster: cluster.name, data }).slice(0, 8)}`;
  new k8s.KubeConfigMap(scope, id, { metadata: metadata(cluster, component, name), immutable: true, data });
  return name;
}
