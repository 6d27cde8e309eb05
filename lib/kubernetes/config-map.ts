import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { apiObject } from './api-object';
import { contentHash } from './content-hash';
import { metadata, type Component } from './metadata';

/**
 * A ConfigMap that never changes: other content has another name, so that pods roll when their configuration changes, and those
 * of a StatefulSet that was refused, or taken back, still find the one that they were made for. Its name is the component's and a hash.
 */
export function configMap(
  scope: Construct,
  cluster: Cluster,
  component: Component,
  data: Readonly<Record<string, string>>,
  id = 'config',
): ApiObject {
  // Equal content of another cluster is another object: nobody's labels change hands.
  const name = `${component}-${contentHash({ cluster: cluster.name, data }).slice(0, 8)}`;
  return apiObject(scope, id, k8s.KubeConfigMap, {
    metadata: metadata(cluster, component, name),
    immutable: true,
    data,
  });
}
