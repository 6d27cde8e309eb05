import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { apiObject } from './api-object';
import { metadata } from './metadata';
import { objectName } from './names';

/** Kubernetes' refusal tells no more of an immutable object than its name: this one says what is wrong. */
const NAME = 'one-kafka-cluster-per-namespace';
/** Of one among several; nobody else has such a name. */
const NAME_AMONG_OTHERS = 'kafka-cluster';

const nameOf = ({ names }: Cluster): string => (names === 'plain' ? NAME : NAME_AMONG_OTHERS);

/**
 * Says whose the plain names of the namespace are, `broker`, `kafka` …. It comes first and cannot be changed: so the first word of
 * `kubectl apply` of another cluster is that it has to go elsewhere.
 */
export const clusterMarker = (scope: Construct, cluster: Cluster): ApiObject =>
  apiObject(scope, 'marker', k8s.KubeConfigMap, {
    metadata: metadata(cluster, 'cluster', nameOf(cluster)),
    immutable: true,
    data: { [cluster.name]: 'true' },
  });

/** A variable whose pod starts only where the namespace is this cluster's; `kubectl get pods` tells why it does not. */
export const onlyInOwnNamespace = (cluster: Cluster): k8s.EnvVar => ({
  name: 'IN_OWN_NAMESPACE',
  valueFrom: { configMapKeyRef: { name: objectName(cluster, nameOf(cluster)), key: cluster.name } },
});
