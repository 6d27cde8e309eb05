import { k8s } from 'cdk8s-plus-27';
import type { Cluster, Size } from '../cluster';

/** Of each pod of a StatefulSet, under the name by which the container mounts it. */
export const claims = (cluster: Cluster, size: Size): Partial<k8s.StatefulSetSpec> =>
  cluster.storage.ephemeral
    ? {}
    : {
        volumeClaimTemplates: [claimTemplate(cluster, size)],
        persistentVolumeClaimRetentionPolicy: claimRetention(cluster),
      };

/** In its place where nothing is to be kept: what the pod writes there counts as written to its node. */
export const ephemeralVolume = ({ storage }: Cluster, size: Size): k8s.Volume[] =>
  storage.ephemeral ? [{ name: 'data', emptyDir: { sizeLimit: k8s.Quantity.fromString(size) } }] : [];

const claimTemplate = ({ storage }: Cluster, size: Size): k8s.KubePersistentVolumeClaimProps => ({
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    resources: { requests: { storage: k8s.Quantity.fromString(size) } },
    ...(storage.className === undefined ? {} : { storageClassName: storage.className }),
  },
});

/**
 * ZooKeeper and the brokers share it: brokers refuse a ZooKeeper that has forgotten the id of their cluster. Fewer replicas never
 * delete a volume: on it may be the only copy of a partition, or of what the others have forgotten.
 */
function claimRetention({ storage }: Cluster): k8s.StatefulSetPersistentVolumeClaimRetentionPolicy {
  return { whenDeleted: storage.retained ? 'Retain' : 'Delete', whenScaled: 'Retain' };
}
